package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The providers' OpenAPI documents as callers of the gateway find them. */
@Tag("any-jdk")
class OpenApiIT {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static StubProvider todo;

	private static final StubProvider.Answer NOT_FOUND = StubProvider
		.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}");

	private static StubProvider dogs;

	private static StubProvider birds;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider().answering(document(service("todo-service")));
		dogs = new StubProvider().answering(document(service("dog-names-service")));
		birds = new StubProvider().answering(NOT_FOUND);
		gateway = RunningGateway.with("gateway.catalog.refresh=1s", "gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.dogs.uri=" + dogs.uri(), "gateway.providers.cats.uri=http://localhost:19",
				"gateway.providers.cats.paths=/cats", "gateway.providers.birds.uri=" + birds.uri(),
				"gateway.providers.birds.paths=/birds", "gateway.access.writes=authenticated",
				"gateway.providers.todo.access[0].methods=DELETE",
				"gateway.providers.todo.access[0].allow=todo:write,todo:delete", "gateway.providers.todo.rate=500/s",
				"gateway.providers.todo.max-body=64KB", "gateway.issuers.local.uri=http://localhost:9",
				"gateway.issuers.local.audiences=api", "gateway.providers.dogs.deprecation.since=2025-06-01",
				"gateway.providers.dogs.deprecation.sunset=2027-01-01",
				"gateway.providers.dogs.deprecation.link=https://example.com/moving");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
		dogs.close();
		birds.close();
	}

	@BeforeEach
	void beginWithAGoodDocument() throws IOException {
		beThere();
	}

	private static void beThere() throws IOException {
		todo.answering(document(service("todo-service")));
		await().until(() -> api("todo").get("title").asString().equals("Todos"));
		awaitStatus("todo", "available");
	}

	/** The committed files are linted by {@code .ci/lint-openapi}. */
	@ParameterizedTest
	@ValueSource(strings = { "dogs", "todo" })
	void shouldAddWhatTheGatewayDoes(String provider) throws IOException {
		awaitStatus(provider, "available");
		HttpMessage answer = get("/openapi/" + provider);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		Path made = Path.of("target", "openapi", provider + ".json");
		String document = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Problems.json(answer)) + "\n";
		Files.createDirectories(made.getParent());
		Files.writeString(made, document);
		assertThat(document)
			.as("If it is meant to change: cp gateway-service/%s gateway-service/src/test/resources/openapi/", made)
			.isEqualTo(Files.readString(Path.of("src", "test", "resources", "openapi", provider + ".json")));
	}

	@Test
	void shouldKeepTheLastGoodDocumentWhileTheProviderIsAway() throws IOException {
		HttpMessage before = get("/openapi/todo");
		int port = todo.port();
		todo.close();
		awaitStatus("todo", "unavailable");
		assertThat(get("/openapi/todo").text()).isEqualTo(before.text());
		assertThat(api("todo").get("title").asString()).isEqualTo("Todos");
		assertThat(api("todo").at("/document/fetched").asString())
			.isLessThan(api("todo").at("/document/since").asString());
		todo = new StubProvider(InetAddress.getLoopbackAddress(), port)
			.answering(document("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"New\"}}"));
		awaitStatus("todo", "available");
		assertThat(api("todo").get("title").asString()).isEqualTo("New");
	}

	@Test
	void shouldSayWhenADocumentMayBeThere() throws IOException {
		HttpMessage answer = get("/openapi/cats");
		Problems.assertProblem(answer, 503, "service-unavailable", "/openapi/cats");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
		assertThat(api("cats").get("title").asString()).isEqualTo("cats");
		assertThat(api("cats").at("/document/status").asString()).isEqualTo("unavailable");
	}

	@Test
	void shouldSayThatThereIsNoDocument() throws IOException {
		awaitStatus("birds", "none");
		HttpMessage answer = get("/openapi/birds");
		Problems.assertProblem(answer, 404, "not-found", "/openapi/birds");
		assertThat(answer.text()).contains("The API 'birds' has no OpenAPI document.");
		assertThat(api("birds").get("title").asString()).isEqualTo("birds");
		assertThat(api("birds").get("document").propertyNames()).containsExactly("status", "since");
	}

	@Test
	void shouldKeepTheLastGoodDocumentWhereThereIsNoneAnyMore() throws IOException {
		String before = get("/openapi/todo").text();
		todo.answering(NOT_FOUND);
		awaitStatus("todo", "none");
		assertThat(get("/openapi/todo").text()).isEqualTo(before);
		assertThat(api("todo").at("/document/fetched").asString())
			.isLessThan(api("todo").at("/document/since").asString());
	}

	@Test
	void shouldNotKnowOtherNames() throws IOException {
		Problems.assertProblem(get("/openapi/fish"), 404, "not-found", "/openapi/fish");
		Problems.assertProblem(get("/openapi/"), 404, "not-found", "/openapi/");
	}

	@Test
	void shouldKeepOutWhatIsNoDocument() throws IOException {
		assertKeptOut(document("<html>"));
		assertKeptOut(document("{\"openapi\":\"3.1.0\",\"paths\":{\"/todo/%zz\":{\"get\":{}}}}"));
		assertKeptOut(document("{\"openapi\":\"3.1.0\",\"x\":\"" + "x".repeat(3_000_000) + "\"}"));
	}

	@Test
	void shouldKeepOutOtherAnswers() throws IOException {
		assertKeptOut(StubProvider.raw("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\n{}"));
		assertKeptOut(
				StubProvider.raw("HTTP/1.1 302 Found\r\nLocation: " + dogs.uri() + "\r\nContent-Length: 0\r\n\r\n"));
		assertKeptOut((request, socket, out) -> StubProvider.reset(socket));
		assertKeptOut(StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"));
	}

	@Test
	void shouldShowOnlyWhatTheGatewayLetsThrough() throws IOException {
		todo.answering(document(
				"""
						{"openapi":"3.0.3","info":{"title":"Small"},"servers":[{"url":"http://10.0.0.5:8080"}],
						"security":[{"private":[]}],"components":{"securitySchemes":{"private":{"type":"http","scheme":"basic"}}},
						"paths":{"/todo":{"servers":[{"url":"http://10.0.0.6"}],"get":{"servers":[{"url":"http://10.0.0.7"}]},
						"patch":{},"trace":{}},"/todo/only":{"patch":{}},"/admin":{"get":{}},"/todox":{"get":{}}}}"""));
		await().until(() -> api("todo").get("title").asString().equals("Small"));
		HttpMessage answer = get("/openapi/todo");
		JsonNode document = Problems.json(answer);
		assertThat(document.get("paths").propertyNames()).containsExactly("/todo");
		assertThat(document.at("/paths/~1todo").propertyNames()).containsExactly("get");
		assertThat(document.at("/servers").toString()).isEqualTo("[{\"url\":\"/\",\"description\":\"This gateway\"}]");
		assertThat(document.at("/paths/~1todo/get/security").toString())
			.isEqualTo("[{},{\"api-key\":[]},{\"token\":[]}]");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("gateway-problem");
		assertThat(answer.text()).doesNotContain("10.0.0.", "private", "basic");
	}

	private static void assertKeptOut(StubProvider.Answer bad) throws IOException {
		beThere();
		String before = get("/openapi/todo").text();
		todo.answering(bad);
		awaitStatus("todo", "unavailable");
		assertThat(get("/openapi/todo").text()).isEqualTo(before);
	}

	private static void awaitStatus(String provider, String status) {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> api(provider).at("/document/status").asString().equals(status));
	}

	private static JsonNode api(String name) throws IOException {
		return Problems.json(get("/openapi"))
			.get("apis")
			.valueStream()
			.filter((api) -> api.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static HttpMessage get(String path) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path);
	}

	private static StubProvider.Answer document(String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		return StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
				+ "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1));
	}

	private static String service(String module) throws IOException {
		return Files.readString(Path.of("..", module, "src", "main", "resources", "openapi.json"));
	}

}
