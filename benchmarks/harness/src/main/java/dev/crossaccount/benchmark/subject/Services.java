package dev.crossaccount.benchmark.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;

/** The services behind the gateway, and a stock one that does the same. */
public class Services {

	private final Bench bench;

	/**
	 * Makes the starter of services.
	 * @param bench what they are started with
	 */
	public Services(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Starts dog-names-service.
	 * @return it
	 */
	public Subject dogs() {
		return start("dogs", "dog-names-service", "dog-names-service", Map.of());
	}

	/**
	 * Starts todo-service, which makes the table.
	 * @param database where it keeps todos
	 * @return it
	 */
	public Subject todo(Postgres database) {
		return start("todo", "todo-service", "todo-service", at(database));
	}

	/**
	 * Starts stock Spring MVC, for dogs.
	 * @return it
	 */
	public Subject stockDogs() {
		return start("mvc-dogs", "stock Spring MVC, dogs", "benchmarks/stock-mvc", Map.of());
	}

	/**
	 * Starts stock Spring MVC, for todos.
	 * @param database where it keeps todos
	 * @return it
	 */
	public Subject stockTodo(Postgres database) {
		return start("mvc-todo", "stock Spring MVC, todos", "benchmarks/stock-mvc", at(database));
	}

	private static Map<String, String> at(Postgres database) {
		return Map.of("SPRING_DATASOURCE_URL", database.url(), "SPRING_DATASOURCE_USERNAME", "todo",
				"SPRING_DATASOURCE_PASSWORD", Postgres.PASSWORD);
	}

	private Subject start(String name, String title, String module, Map<String, String> settings) {
		int port = Http.freePort();
		Map<String, String> environment = new HashMap<>(settings);
		environment.putAll(Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", String.valueOf(port),
				"MANAGEMENT_SERVER_ADDRESS", "127.0.0.1", "MANAGEMENT_SERVER_PORT", String.valueOf(Http.freePort())));
		Program program = this.bench.java(module, "dog-names-service")
			.start(this.bench.programs(), name, environment, Map.of());
		return new Subject(name, title, program, port, List.of(), true);
	}

}
