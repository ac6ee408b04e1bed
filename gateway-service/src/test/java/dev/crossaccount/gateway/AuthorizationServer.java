package dev.crossaccount.gateway;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** The real authorization server of the neighbouring module, as a process of its own. */
class AuthorizationServer implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int port;

	private @Nullable Process process;

	AuthorizationServer() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		start();
	}

	String uri() {
		return "http://localhost:" + this.port;
	}

	/** Starts it, with new keys. */
	void start() throws IOException {
		Path log = Path.of("target", "authorization-server-" + this.port + ".log");
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-jar", jar().toString(), "--server.port=" + this.port)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
		builder.environment().put("DEMO_SECRET", "of-this-test");
		this.process = builder.start();
		await().atMost(Duration.ofMinutes(2)).until(this::isUp);
	}

	void stop() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

	/** A token as a client gets it. */
	String token(String scope) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString("demo:of-this-test".getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(uri() + "/oauth2/token"))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
			.build(), HttpResponse.BodyHandlers.ofString());
		return JsonMapper.builder().build().readTree(answer.body()).get("access_token").asString();
	}

	@Override
	public void close() {
		stop();
	}

	private boolean isUp() throws InterruptedException {
		try {
			return HTTP
				.send(HttpRequest.newBuilder(URI.create(uri() + "/oauth2/jwks")).build(),
						HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Path jar() throws IOException {
		Path folder = Path.of("..", "authorization-server", "target");
		if (Files.isDirectory(folder)) {
			try (Stream<Path> files = Files.list(folder)) {
				var jar = files.filter((file) -> file.getFileName().toString().endsWith(".jar")).findFirst();
				if (jar.isPresent()) {
					return jar.get();
				}
			}
		}
		throw new IllegalStateException(
				"The authorization server is not built: mvn package -pl authorization-server -DskipTests");
	}

}
