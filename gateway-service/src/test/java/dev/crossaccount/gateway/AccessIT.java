package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may call what. */
class AccessIT {

	/** The key itself is the consumer's name and {@code -key}. */
	private static final String CONSUMERS = """
			  reader: {key-sha256: [%s]}
			  admin: {key-sha256: [%s], scopes: [todo:admin, todo:write]}
			  half: {key-sha256: [%s], scopes: [todo:admin]}
			""".formatted(ConsumersFile.sha256("reader-key"), ConsumersFile.sha256("admin-key"),
			ConsumersFile.sha256("half-key"));

	@TempDir
	private static Path folder;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		ConsumersFile consumers = new ConsumersFile(folder.resolve("consumers.yaml")).with(CONSUMERS);
		gateway = RunningGateway.withEnvironment(
				Map.of("CONSUMERS_FILE", consumers.toString(), "GATEWAY_ACCESS_WRITES", "authenticated",
						"GATEWAY_PROVIDERS_TODO_ACCESS_0_PATHS", "/todo/public",
						"GATEWAY_PROVIDERS_TODO_ACCESS_0_ALLOW", "anonymous", "GATEWAY_PROVIDERS_TODO_ACCESS_1_PATHS",
						"/todo/admin", "GATEWAY_PROVIDERS_TODO_ACCESS_1_ALLOW", "todo:admin,todo:write"),
				"gateway.providers.todo.uri=" + todo.uri());
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /todo", "POST, /todo/public", "DELETE, /todo/public/1" })
	void shouldLetAnybodyThrough(String method, String path) throws IOException {
		assertThat(send(method, path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /todo", "PUT, /todo/1", "DELETE, /todo/1", "GET, /todo/admin", "POST, /todo/admin/x" })
	void shouldAskForACredential(String method, String path) throws IOException {
		int before = todo.requests().size();
		HttpMessage response = send(method, path);
		assertProblem(response, 401, "unauthenticated", path);
		assertThat(response.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"api\"");
		assertThat(response.text()).contains("x-api-key").doesNotContain("Bearer", "token");
		assertThat(todo.requests()).hasSize(before);
	}

	@Test
	void shouldAskForACredentialOfAHeadRequestWithoutABody() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			HttpMessage response = client.write(RawClient.head("HEAD /todo/admin")).read(true);
			assertThat(response.status()).isEqualTo(401);
			assertThat(client.write(RawClient.head("GET /todo")).read().status()).isEqualTo(200);
			todo.answering(StubProvider.raw("HTTP/1.1 204 No Content\r\n\r\n"));
			assertThat(client.write(RawClient.head("HEAD /todo")).read(true).status()).isEqualTo(204);
			todo.answering(StubProvider.text("ok"));
		}
	}

	@Test
	void shouldSayThatAMethodOrAPathIsNotServedBeforeAskingForACredential() throws IOException {
		assertProblem(send("PATCH", "/todo"), 405, "method-not-allowed", "/todo");
		assertProblem(send("DELETE", "/dogs"), 405, "method-not-allowed", "/dogs");
		assertProblem(send("POST", "/nothing"), 404, "not-found", "/nothing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%74odo/admin", "/TODO/admin", "/Todo/admin", "/todo%2fadmin", "/todo%2Fadmin",
			"/todo/x/%2e%2e/admin", "/todo/public/../admin", "/todo/public/%2e%2E/admin", "/todo/public/.%2e/admin",
			"/todo/./admin", "/todo/%2e/admin", "//todo/admin", "/todo//admin", "/todo;x/admin", "/todo/;/admin",
			"/todo/admin;x=1", "/todo/admin%3bx", "/todo/%61dmin", "/todo/admi%6e", "/todo/admin/", "/todo/admin%00",
			"/todo%00/admin", "/todo/%00admin", "/todo/admin%0a", "/todo/public%5c..%5cadmin",
			"/todo/public\\..\\admin", "/todo/public%c0%af..%c0%afadmin", "/todo/public/%c0%ae%c0%ae/admin",
			"/todo/public/%e0%80%ae%e0%80%ae/admin", "/todo/%ed%a0%80/admin", "/todo/admin?", "/todo/admin?/../public",
			"/todo/admin#/public", "http://api.example.com/todo/admin", "http://api.example.com/todo/%61dmin" })
	void shouldLetNoSpellingOfAProtectedPathThrough(String target) throws IOException {
		int before = todo.requests().size();
		assertThat(send("GET", target).status()).isIn(400, 401, 404);
		assertThat(send("DELETE", target).status()).isIn(400, 401, 404);
		assertThat(todo.requests()).hasSize(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-HTTP-Method-Override: GET", "X-HTTP-Method: GET", "X-Method-Override: GET",
			"X-Original-URL: /todo/public", "X-Rewrite-URL: /todo/public", "X-Forwarded-For: 127.0.0.1",
			"X-Consumer-Id: admin", "Origin: http://localhost", "Connection: Authorization" })
	void shouldDecideByTheRequestLineAlone(String header) throws IOException {
		assertThat(RawClient.send(gateway.port(), "POST /todo", "Content-Length: 0", header).status()).isEqualTo(401);
	}

	@Test
	void shouldRefuseAPathThatIsNotUtf8() throws IOException {
		assertProblem(send("GET", "/todo/%c0%af"), 400, "bad-request", "/todo/%c0%af");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /todo, reader", "DELETE, /todo/1, half", "GET, /todo/admin, admin", "PUT, /todo/admin/x, admin",
			"GET, /todo/%61dmin, admin" })
	void shouldLetACallerDoWhatItMay(String method, String path, String consumer) throws IOException {
		assertThat(send(method, path, "x-api-key: " + consumer + "-key").status()).isEqualTo(200);
		HttpMessage request = todo.lastRequest();
		assertThat(request.header("X-Consumer-Id")).isEqualTo(consumer);
		assertThat(request.header("X-Auth-Method")).isEqualTo("api-key");
		assertThat(request.all("x-api-key")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /todo/admin, reader, todo:admin todo:write", "GET, /todo/admin, half, todo:write",
			"DELETE, /todo/admin/x, half, todo:write", "GET, /todo/%61dmin, half, todo:write" })
	void shouldNameTheScopesThatACallerLacks(String method, String path, String consumer, String missing)
			throws IOException {
		int before = todo.requests().size();
		HttpMessage response = send(method, path, "x-api-key: " + consumer + "-key");
		assertProblem(response, 403, "insufficient-scope", path);
		assertThat(Problems.json(response).get("scope").asString()).isEqualTo(missing);
		assertThat(Problems.json(response).get("detail").asString()).contains(missing.split(" "));
		assertThat(response.all("WWW-Authenticate")).isEmpty();
		assertThat(todo.requests()).hasSize(before);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /todo", "POST, /todo/public", "POST, /todo", "GET, /todo/admin" })
	void shouldRefuseABadKeyEvenWhereNoneIsNeeded(String method, String path) throws IOException {
		int before = todo.requests().size();
		assertProblem(send(method, path, "x-api-key: guessed"), 401, "invalid-api-key", path);
		assertThat(todo.requests()).hasSize(before);
	}

	private static HttpMessage send(String method, String target, String... headers) throws IOException {
		return RawClient.send(gateway.port(), method + " " + target, headers);
	}

}
