package dev.crossaccount.todo;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program as it is shipped, on ports of its own choice, until closed. */
public final class RunningTodoService implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final TodoClient client;

	private final TodoClient management;

	private RunningTodoService(ConfigurableApplicationContext context) {
		this.context = context;
		this.client = TodoClient.documented(port());
		this.management = new TodoClient(port("local.management.port"));
	}

	/**
	 * Starts the program.
	 * @param properties configuration, each as {@code key=value}
	 * @return the running program
	 */
	public static RunningTodoService start(String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new RunningTodoService(
				new SpringApplicationBuilder(TodoApplication.class).run(arguments.toArray(String[]::new)));
	}

	public int port() {
		return port("local.server.port");
	}

	public TodoClient client() {
		return this.client;
	}

	/**
	 * Asks for something that is not part of the API.
	 * @param path where it is
	 * @return the answer
	 */
	public HttpResponse<String> undocumented(String path) {
		return new TodoClient(port()).get(path);
	}

	public HttpResponse<String> health(String group) {
		return this.management.get("/actuator/health/" + group);
	}

	public HttpResponse<String> management(String path) {
		return this.management.get(path);
	}

	private int port(String property) {
		return this.context.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
