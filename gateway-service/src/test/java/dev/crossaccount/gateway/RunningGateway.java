package dev.crossaccount.gateway;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.reactive.StandardReactiveWebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.client.ReactorResourceFactory;

/** The real program on free ports. */
class RunningGateway implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private RunningGateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts it with settings as on the command line: {@code key=value}. */
	static RunningGateway with(String... settings) {
		return withEnvironment(Map.of(), settings);
	}

	/** Starts it with nothing in its environment but the given variables. */
	static RunningGateway withEnvironment(Map<String, Object> variables, String... settings) {
		return start(List.of(), variables, settings);
	}

	/** Starts it with beans that somebody added. */
	static RunningGateway withBeans(Class<?> configuration, String... settings) {
		return start(List.of(configuration), Map.of(), settings);
	}

	private static RunningGateway start(List<Class<?>> additions, Map<String, Object> variables, String... settings) {
		Set<String> arguments = new LinkedHashSet<>();
		for (String setting : settings) {
			arguments.add("--" + setting);
		}
		arguments.add("--server.port=0");
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--management.server.port="))) {
			arguments.add("--management.server.port=0");
		}
		if (arguments.stream().noneMatch((argument) -> argument.startsWith("--gateway.catalog.refresh="))) {
			// Stubs count what they are asked for.
			arguments.add("--gateway.catalog.refresh=0");
		}
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		application.addPrimarySources(additions);
		application.addInitializers((context) -> ((GenericApplicationContext) context)
			.registerBean(ReactorResourceFactory.class, LastingEventLoops::new));
		ConfigurableEnvironment environment = new StandardReactiveWebEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		application.setEnvironment(environment);
		application.setRegisterShutdownHook(false);
		return new RunningGateway(application.run(arguments.toArray(String[]::new)));
	}

	int port() {
		return property("local.server.port");
	}

	int managementPort() {
		return property("local.management.port");
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Object bean(String name) {
		return this.context.getBean(name);
	}

	/** Names of the classes of all beans. */
	Stream<String> beanClasses() {
		return Arrays.stream(this.context.getBeanDefinitionNames())
			.map((name) -> this.context.getBean(name).getClass().getName());
	}

	private int property(String name) {
		return this.context.getEnvironment().getRequiredProperty(name, Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The event loops belong to the JVM. The first gateway to close would end those of
	 * the others, which then wait 30 s for requests that nobody serves any more, and each
	 * would wait 2 s for them to be quiet.
	 */
	private static final class LastingEventLoops extends ReactorResourceFactory {

		@Override
		public void stop() {
			// The program ends with its JVM.
		}

	}

}
