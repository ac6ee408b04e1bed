package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shipped docker-compose.yml, brought up once for all tests by the README's own
 * command, under a project name and a port of its own, and removed at the end.
 */
public final class Topology implements AutoCloseable {

	public static final String PROJECT = "cross-account-apis-system-tests";

	/**
	 * For {@code --timeout}, where nobody waits for what a container that is replaced has
	 * begun: a gateway drains for longer, a load balancer until its clients leave.
	 */
	public static final String AT_ONCE = "1";

	/**
	 * Whether to leave it for the next run, which saves whoever works on tests two
	 * minutes.
	 */
	private static final boolean KEPT = "true".equals(System.getenv("KEEP_TOPOLOGY"));

	private static final List<String> SHIPPED = List.of("docker-compose.yml");

	private static final AtomicInteger NEXT_PORT = new AtomicInteger(
			ThreadLocalRandom.current().nextInt(10_000, 30_000));

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private int port;

	private List<String> files = SHIPPED;

	private final Thread removal = new Thread(this::remove);

	private Topology() {
		if (!KEPT) {
			remove();
			Runtime.getRuntime().addShutdownHook(this.removal);
		}
		try {
			compose(Duration.ofMinutes(30), Map.of(), "build").succeeds();
			// Chosen late, so that nothing else takes it meanwhile.
			this.port = KEPT ? keptPort() : freePort();
			compose(Duration.ofMinutes(5), Map.of(), "up", "--build", "--wait").succeeds();
		}
		catch (AssertionError ex) {
			throw new AssertionError(ex.getMessage() + logs(), ex);
		}
	}

	/** Where the topology that an earlier run has left is published. */
	private int keptPort() {
		Command published = compose("port", "nlb-gateway", "8080");
		String port = published.output().strip().replaceAll(".*:", "");
		return (published.exitCode() == 0 && !port.isEmpty()) ? Integer.parseInt(port) : freePort();
	}

	/**
	 * Undoes what a test did: every container as docker-compose.yml says, and healthy,
	 * and no other.
	 */
	public void restore() {
		// A load balancer that went without targets for long is unhealthy until it has
		// seen them a few times, and Compose gives up at once on what depends on it.
		Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofSeconds(5))
			.untilAsserted(() -> compose(Duration.ofMinutes(5), Map.of(), "up", "-d", "--wait", "--remove-orphans",
					"--timeout", AT_ONCE)
				.succeeds());
	}

	/**
	 * Lays files over docker-compose.yml, from now on and until others are laid over it.
	 */
	private void lay(String... overlays) {
		List<String> wanted = Stream.concat(SHIPPED.stream(), Stream.of(overlays)).toList();
		if (!wanted.equals(this.files)) {
			this.files = wanted;
			restore();
		}
	}

	/** Removes networks that a test added, which {@link #restore()} leaves. */
	public void removeNetworks(String... names) {
		Stream<String> networks = Stream.of(names).map((name) -> PROJECT + "_" + name);
		Command
			.run(Duration.ofMinutes(1), Map.of(),
					Stream.concat(Stream.of("docker", "network", "rm", "--force"), networks).toList())
			.succeeds();
	}

	public int port() {
		return this.port;
	}

	public Command compose(String... words) {
		return compose(Duration.ofMinutes(5), Map.of(), words);
	}

	public Command compose(Duration limit, Map<String, String> environment, String... words) {
		return run(limit, environment, Stream.concat(Stream.of("docker", "compose"), Stream.of(words)).toList());
	}

	/** Runs commands of a shell whose {@code docker compose} is about this topology. */
	public Command shell(String commands) {
		return run(Duration.ofMinutes(5), Map.of(), List.of("bash", "-ec", commands));
	}

	private Command run(Duration limit, Map<String, String> environment, List<String> words) {
		Map<String, String> variables = new HashMap<>(environment);
		variables.put("COMPOSE_PROJECT_NAME", PROJECT);
		variables.put("GATEWAY_PORT", Integer.toString(this.port));
		variables.put("COMPOSE_FILE", String.join(":", this.files));
		return Command.run(limit, variables, words);
	}

	public String logs(String... services) {
		return compose(Stream.concat(Stream.of("logs", "--no-color"), Stream.of(services)).toArray(String[]::new))
			.output();
	}

	/** Sends a request to the published port. */
	public HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(20))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	public HttpResponse<String> post(String path, String form) {
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(20))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The running containers, as {@code docker inspect} describes them. */
	public List<Container> containers() {
		String[] ids = compose("ps", "-q").succeeds().output().strip().split("\\s+");
		Command inspected = Command
			.run(Duration.ofMinutes(1), Map.of(),
					Stream.concat(Stream.of("docker", "inspect"), Stream.of(ids)).toList())
			.succeeds();
		List<Container> containers = new ArrayList<>();
		JSON.readTree(inspected.output()).forEach((node) -> containers.add(new Container(node)));
		return containers;
	}

	/** The running containers of a service. */
	public List<Container> containers(String service) {
		return containers().stream().filter((container) -> container.service().equals(service)).toList();
	}

	/** The sum of those lines among the metrics of a service's containers. */
	public double sum(String service, Predicate<String> line) {
		return containers(service).stream()
			.flatMap((container) -> container.metrics(line).stream())
			.mapToDouble(Double::doubleValue)
			.sum();
	}

	/** A running container of a service. */
	public Container container(String service) {
		return containers(service).stream()
			.findFirst()
			.orElseThrow(() -> new AssertionError("No container of " + service + " runs"));
	}

	public JsonNode json(String... docker) {
		return JSON.readTree(Command
			.run(Duration.ofMinutes(1), Map.of(), Stream.concat(Stream.of("docker"), Stream.of(docker)).toList())
			.succeeds()
			.output());
	}

	@Override
	public void close() {
		if (KEPT) {
			return;
		}
		Runtime.getRuntime().removeShutdownHook(this.removal);
		remove();
	}

	private void remove() {
		compose("down", "--volumes", "--remove-orphans", "--timeout", "5").succeeds();
		// With files over it that put another volume in the place of one, that one stays.
		this.files = SHIPPED;
		compose("down", "--volumes", "--remove-orphans", "--timeout", "5").succeeds();
	}

	/**
	 * A port that nothing listens on. No two calls give the same, and no outgoing
	 * connection takes it meanwhile: it is below the range that Linux gives those.
	 */
	public static int freePort() {
		while (true) {
			try (ServerSocket socket = new ServerSocket(NEXT_PORT.getAndIncrement())) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Something listens there.
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * One container of the topology.
	 *
	 * @param description what {@code docker inspect} says of it
	 */
	public record Container(JsonNode description) {

		public String id() {
			return this.description.at("/Id").asString();
		}

		public String name() {
			return this.description.at("/Name").asString().substring(1);
		}

		public String service() {
			return this.description.at("/Config/Labels/com.docker.compose.service").asString();
		}

		/** Its address on each of its networks. */
		public List<String> addresses() {
			List<String> addresses = new ArrayList<>();
			this.description.at("/NetworkSettings/Networks")
				.forEach((network) -> addresses.add(network.at("/IPAddress").asString()));
			return addresses;
		}

		/** Its address on the network of that name in docker-compose.yml. */
		public String address(String network) {
			return this.description.at("/NetworkSettings/Networks")
				.path(PROJECT + "_" + network)
				.at("/IPAddress")
				.asString();
		}

		public Command exec(String... words) {
			return Command.run(Duration.ofMinutes(5), Map.of(),
					Stream.concat(Stream.of("docker", "exec", id()), Stream.of(words)).toList());
		}

		/**
		 * What its management port answers, at whichever of its addresses that is.
		 * @param path below {@code /actuator/}
		 * @param options of curl
		 */
		public String management(String path, String... options) {
			String ask = """
					for address in localhost $(hostname -I); do
					  curl -fsS "$@" "http://$address:8081/actuator/$0" 2>/dev/null && exit
					done
					exit 1""";
			return exec(Stream.concat(Stream.of("sh", "-c", ask, path), Stream.of(options)).toArray(String[]::new))
				.succeeds()
				.output();
		}

		/** The values of those lines among its metrics. */
		public List<Double> metrics(Predicate<String> line) {
			return management("prometheus").lines()
				.filter(line)
				.map((metric) -> Double.valueOf(metric.substring(metric.lastIndexOf(' ') + 1)))
				.toList();
		}

	}

	/** Files that a test class wants laid over docker-compose.yml. */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	public @interface Overlays {

		String[] value();

	}

	/** Hands the one topology to the tests that ask for it. */
	public static final class Extension implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Topology.class;
		}

		@Override
		public Topology resolveParameter(ParameterContext parameter, ExtensionContext context) {
			Topology topology = context.getRoot()
				.getStore(ExtensionContext.Namespace.GLOBAL)
				.computeIfAbsent(Topology.class, (type) -> new Topology(), Topology.class);
			topology.lay(AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Overlays.class)
				.map(Overlays::value)
				.orElse(new String[0]));
			return topology;
		}

	}

}
