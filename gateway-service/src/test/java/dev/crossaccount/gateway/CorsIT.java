package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** What a web page of another origin may do, as a browser asks. */
class CorsIT {

	private static final String APP = "https://app.example.com";

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		todo = new StubProvider();
		int closedPort;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closedPort = socket.getLocalPort();
		}
		String consumers = new PlansFile(folder).plan("once", "{rate: 1/h}").consumer("greedy", "once").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", consumers),
				"gateway.access.writes=authenticated", "gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.todo.cors.origins=" + APP + ",http://localhost:3000",
				"gateway.providers.todo.cors.credentials=true", "gateway.providers.open.uri=" + todo.uri(),
				"gateway.providers.open.paths=/open", "gateway.providers.open.cors.origins=*",
				"gateway.providers.open.cors.headers=*", "gateway.providers.open.cors.max-age=0",
				"gateway.providers.down.uri=http://localhost:" + closedPort, "gateway.providers.down.paths=/down",
				"gateway.providers.down.cors.origins=" + APP, "gateway.providers.small.uri=" + todo.uri(),
				"gateway.providers.small.paths=/small", "gateway.providers.small.methods=GET,POST",
				"gateway.providers.small.max-body=10B", "gateway.providers.small.access[0].allow=anonymous",
				"gateway.providers.small.cors.origins=" + APP);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@BeforeEach
	void reset() {
		todo.answering(StubProvider.text("ok"));
	}

	@Test
	void shouldAnswerAPreflightWithoutACredentialOrTheProvider() throws IOException {
		int before = todo.requests().size();
		HttpMessage response = preflight("/todo/1", APP, "PUT",
				"Access-Control-Request-Headers: authorization,content-type,if-match");
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(APP);
		assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PUT, DELETE");
		assertThat(response.header("Access-Control-Allow-Headers").split(", "))
			.containsExactlyInAnyOrder("authorization", "content-type", "if-match");
		assertThat(response.header("Access-Control-Max-Age")).isEqualTo("600");
		assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(vary(response)).contains("Origin", "Access-Control-Request-Method",
				"Access-Control-Request-Headers");
		assertThat(response.header("X-Request-Id")).isNotBlank();
		assertThat(todo.requests()).hasSize(before);
	}

	@Test
	void shouldLetAnyPageReadWhereAnyMay() throws IOException {
		HttpMessage preflight = preflight("/open", "https://anywhere.example", "GET",
				"Access-Control-Request-Headers: x-own");
		assertThat(preflight.status()).isEqualTo(204);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("x-own");
		assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("0");
		HttpMessage response = get("/open", "Origin: null");
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(response.all("Access-Control-Allow-Credentials")).isEmpty();
		assertThat(response.all("Vary")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/todo | https://evil.example             | GET   | gateway.providers.todo.cors.origins
			/todo | null                             | GET   | gateway.providers.todo.cors.origins
			/todo | http://app.example.com           | GET   | gateway.providers.todo.cors.origins
			/todo | https://app.example.com.evil     | GET   | gateway.providers.todo.cors.origins
			/todo | https://app.example.com:8443     | GET   | gateway.providers.todo.cors.origins
			/todo | https://sub.app.example.com      | GET   | gateway.providers.todo.cors.origins
			/todo | not an origin                    | GET   | gateway.providers.todo.cors.origins
			/todo | https://app.example.com          | PATCH | gateway.providers.todo.methods
			/todo | https://app.example.com          | put   | gateway.providers.todo.methods
			/dogs | https://app.example.com          | GET   | gateway.providers.dogs.cors.origins
			""")
	void shouldRefuseAPreflightAndNameTheSetting(String path, String origin, String method, String key)
			throws IOException {
		HttpMessage response = preflight(path, origin, method);
		assertProblem(response, 403, "cors-not-allowed", path);
		assertThat(Problems.json(response).get("detail").asString())
			.endsWith(" Ask the operator of this API to allow it (" + key + ").");
		assertThat(response.headers()).noneMatch((line) -> line.toLowerCase().startsWith("access-control-"));
	}

	@Test
	void shouldRefuseAPreflightForAnUnlistedHeader() throws IOException {
		HttpMessage response = preflight("/todo", APP, "GET", "Access-Control-Request-Headers: content-type, x-own");
		assertProblem(response, 403, "cors-not-allowed", "/todo");
		assertThat(Problems.json(response).get("detail").asString())
			.isEqualTo("Web pages may not send the header x-own here. Ask the operator of this API to allow it"
					+ " (gateway.providers.todo.cors.headers).");
		assertThat(vary(response)).contains("Origin", "Access-Control-Request-Headers");
	}

	@Test
	void shouldNameTheOriginOrTheMethodThatIsNotAllowed() throws IOException {
		HttpMessage origin = preflight("/todo", "https://evil.example", "GET");
		assertThat(origin.text()).contains("\"Web pages of https://evil.example may not call this service. Ask");
		assertThat(vary(origin)).contains("Origin");
		HttpMessage method = preflight("/todo", APP, "PATCH");
		assertThat(method.text()).contains("\"Web pages may not use the method PATCH here. Ask");
		HttpMessage quoted = preflight("/todo", "a\"b\\" + "c".repeat(200), "GET");
		assertProblem(quoted, 403, "cors-not-allowed", "/todo");
		assertThat(Problems.json(quoted).get("detail").asString()).startsWith("Web pages of a\"b\\ccc")
			.doesNotContain("c".repeat(100));
	}

	@Test
	void shouldRefuseAPreflightOfTwoOrigins() throws IOException {
		HttpMessage response = preflight("/todo", APP, "GET", "Origin: " + APP);
		assertProblem(response, 403, "cors-not-allowed", "/todo");
	}

	@Test
	void shouldKnowNoPathThatNoProviderServes() throws IOException {
		assertProblem(preflight("/nothing", APP, "GET"), 404, "not-found", "/nothing");
	}

	@Test
	void shouldSayThatAListedPageMayReadTheAnswer() throws IOException {
		assertReadable(get("/todo", "Origin: " + APP), APP);
		assertReadable(get("/todo", "Origin: http://localhost:3000"), "http://localhost:3000");
	}

	@Test
	void shouldSayItOnErrorsToo() throws IOException {
		HttpMessage unauthenticated = RawClient.send(gateway.port(), "POST /todo", "Origin: " + APP,
				"Content-Length: 0");
		assertProblem(unauthenticated, 401, "unauthenticated", "/todo");
		assertReadable(unauthenticated, APP);
		HttpMessage notAllowed = RawClient.send(gateway.port(), "PATCH /todo", "Origin: " + APP, "Content-Length: 0");
		assertProblem(notAllowed, 405, "method-not-allowed", "/todo");
		assertReadable(notAllowed, APP);
		HttpMessage unavailable = get("/down", "Origin: " + APP);
		assertProblem(unavailable, 503, "service-unavailable", "/down");
		assertReadable(unavailable, APP);
		todo.answering(StubProvider.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
		assertReadable(get("/todo/1", "Origin: " + APP), APP);
		todo.answering((request, socket, out) -> socket.close());
		HttpMessage broken = get("/todo", "Origin: " + APP);
		assertProblem(broken, 503, "service-unavailable", "/todo");
		assertReadable(broken, APP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 11", "Transfer-Encoding: chunked" })
	void shouldSayItWhereABodyIsTooLarge(String framing) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /small", "Origin: " + APP, framing) + "b\r\n01234567890\r\n");
			HttpMessage tooLarge = client.read();
			assertProblem(tooLarge, 413, "content-too-large", "/small");
			assertReadable(tooLarge, APP);
		}
	}

	@Test
	void shouldSayItWhereACallerIsTooQuick() throws IOException {
		assertThat(get("/small", "x-api-key: greedy").status()).isEqualTo(200);
		HttpMessage tooMany = get("/small", "x-api-key: greedy", "Origin: " + APP);
		assertThat(tooMany.status()).isEqualTo(429);
		assertReadable(tooMany, APP);
		assertThat(tooMany.header("Retry-After")).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "https://app.example.com.evil" })
	void shouldServeAnUnlistedPageWithoutLettingItRead(String origin) throws IOException {
		HttpMessage response = get("/todo", "Origin: " + origin);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).noneMatch((line) -> line.toLowerCase().startsWith("access-control-"));
		assertThat(vary(response)).contains("Origin");
	}

	@Test
	void shouldSayThatTheAnswerVariesWithoutAnOriginToo() throws IOException {
		assertThat(vary(get("/todo"))).containsExactly("Origin");
		assertThat(get("/dogs").all("Vary")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/todo", "/open", "/todo/x" })
	void shouldDropWhatAProviderSaysItself(String path) throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://evil.example\r\n"
				+ "access-control-allow-credentials: true\r\nAccess-Control-Expose-Headers: X-Secret\r\n"
				+ "Vary: Accept\r\nContent-Length: 0\r\n\r\n"));
		HttpMessage evil = get(path, "Origin: https://evil.example");
		assertThat(evil.headers()).noneMatch((line) -> line.contains("evil") || line.contains("X-Secret"))
			.noneMatch((line) -> line.toLowerCase().startsWith("access-control-allow-credentials"));
		assertThat(vary(evil)).contains("Accept");
		HttpMessage listed = get("/todo", "Origin: " + APP);
		assertReadable(listed, APP);
		assertThat(vary(listed)).containsExactlyInAnyOrder("Accept", "Origin");
	}

	private static void assertReadable(HttpMessage response, String origin) {
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(origin);
		assertThat(response.header("Access-Control-Expose-Headers")).contains("Retry-After", "X-Request-Id");
		assertThat(vary(response)).contains("Origin");
	}

	private static List<String> vary(HttpMessage response) {
		return response.all("Vary").stream().flatMap((line) -> List.of(line.split(", ?")).stream()).toList();
	}

	private static HttpMessage preflight(String path, String origin, String method, String... more) throws IOException {
		List<String> headers = new ArrayList<>(
				List.of("Origin: " + origin, "Access-Control-Request-Method: " + method));
		headers.addAll(List.of(more));
		return RawClient.send(gateway.port(), "OPTIONS " + path, headers.toArray(String[]::new));
	}

	private static HttpMessage get(String path, String... headers) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path, headers);
	}

}
