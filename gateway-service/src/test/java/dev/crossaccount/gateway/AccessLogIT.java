package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the access log says of requests. */
@ExtendWith(OutputCaptureExtension.class)
class AccessLogIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final AtomicInteger COUNT = new AtomicInteger();

	private static Path log;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		todo = new StubProvider();
		log = folder.resolve("logs/access.log");
		String consumers = new PlansFile(folder).plan("anonymous", "{rate: 1000/s, burst: 1000}")
			.plan("poor", "{rate: 1/h, burst: 1}")
			.consumer("acme", "anonymous")
			.consumer("poor", "poor")
			.write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", consumers),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.proxy-protocol=required",
				"gateway.providers.todo.max-body=10B", "gateway.providers.todo.retry.backoff=1ms",
				"gateway.providers.todo.response-timeout=500ms", "gateway.access-log.file=" + log);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@Test
	void shouldSayEverythingOfARequest() throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nok!"));
		Instant before = Instant.now();
		String id = send("POST /todo/a%20b?token=secret HTTP/1.1\r\nx-api-key: acme\r\nContent-Length: 5\r\n", "hello");
		JsonNode line = line(id);
		assertThat(line.propertyNames()).containsExactly("time", "requestId", "consumer", "auth", "clientIp", "method",
				"provider", "route", "path", "protocol", "status", "requestLength", "responseLength", "upstreamStatus",
				"upstreamLatencyMs", "upstreamAttempts", "latencyMs", "throttle");
		assertThat(Instant.parse(line.get("time").asString())).isBetween(before.minusMillis(1), Instant.now());
		assertThat(texts(line, "consumer", "auth", "clientIp", "method", "provider", "route", "path", "protocol",
				"throttle"))
			.containsExactly("acme", "api-key", "203.0.113.7", "POST", "todo", "/todo", "/todo/a%20b", "HTTP/1.1",
					"admitted");
		assertThat(numbers(line, "status", "requestLength", "responseLength", "upstreamStatus", "upstreamAttempts"))
			.containsExactly(201, 5, 3, 201, 1);
		assertThat(line.get("upstreamLatencyMs").asDouble()).isPositive()
			.isLessThanOrEqualTo(line.get("latencyMs").asDouble());
		assertThat(Files.readString(log)).doesNotContain("secret", "hello", "ok!", "x-api-key");
	}

	@Test
	void shouldCountTheBytesOfChunkedBodies() throws IOException {
		todo.answering(StubProvider
			.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
		JsonNode line = line(
				send("POST /todo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", "4\r\nwiki\r\n2\r\nxx\r\n0\r\n\r\n"));
		assertThat(numbers(line, "status", "requestLength", "responseLength")).containsExactly(200, 6, 5);
		assertThat(line.get("consumer").asString()).isEqualTo("anonymous");
	}

	@ParameterizedTest
	@CsvSource({ "/todo, 200", "/todo//x, 400", "/nothing, 404" })
	void shouldCountNoBodyInAnAnswerToHead(String path, int status) throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
		String id = nextId();
		try (RawClient client = client().write(request("HEAD " + path + " HTTP/1.1\r\n", id))) {
			client.read(true);
		}
		assertThat(numbers(line(id), "status", "responseLength")).containsExactly(status, 0);
	}

	/** Before a route is known, and before anything is. */
	@ParameterizedTest
	@CsvSource({ "GET /nothing HTTP/1.1, 404, not-found, 'admitted', /nothing",
			"DELETE /todo/../x HTTP/1.1, 400, bad-request, , /todo/../x",
			"GET /todo HTTP/1.1|Host: two, 400, bad-request, , /todo",
			"TRACE /todo HTTP/1.1, 405, method-not-allowed, admitted, /todo",
			"GET /todo HTTP/1.1|x-api-key: wrong-and-secret, 401, invalid-api-key, admitted, /todo",
			"GET http://alice:secret@x/dogs//a HTTP/1.1, 400, bad-request, , /dogs//a",
			"GET http://alice:secret@x HTTP/1.1, 400, bad-request, , ''",
			"GET alice:secret@x:80 HTTP/1.1, 400, bad-request, , ''",
			"GET /todo;jsessionid=secret HTTP/1.1, 400, bad-request, , /todo",
			"GET /todo#access_token=secret HTTP/1.1, 400, bad-request, , /todo",
			"POST /todo HTTP/1.1|Content-Length: 11, 413, content-too-large, admitted, /todo" })
	void shouldSayWhyARequestWasRefused(String head, int status, String error, String throttle, String path)
			throws IOException {
		int before = todo.requests().size();
		JsonNode line = line(send(head.replace("|", "\r\n") + "\r\n", ""));
		assertThat(line.get("status").asInt()).isEqualTo(status);
		assertThat(line.get("error").asString()).isEqualTo(error);
		assertThat(line.path("throttle").asString("")).isEqualTo((throttle != null) ? throttle : "");
		assertThat(line.get("path").asString()).isEqualTo(path);
		assertThat(line.get("responseLength").asInt()).isPositive();
		assertThat(line.has("upstreamStatus")).isFalse();
		assertThat(todo.requests()).hasSize(before);
		assertThat(Files.readString(log)).doesNotContain("secret");
	}

	@Test
	void shouldSayThatSomethingUnreadableCame() throws IOException {
		long before = lines().filter((line) -> line.path("error").asString("").equals("bad-request")).count();
		try (RawClient client = client().write("\"GET {\r\n\r\n")) {
			assertThat(client.read().status()).isEqualTo(400);
		}
		await().until(() -> lines().filter((line) -> line.path("error").asString("").equals("bad-request"))
			.count() == before + 1);
		JsonNode line = lines().reduce((first, second) -> second).orElseThrow();
		assertThat(line.get("clientIp").asString()).isEqualTo("203.0.113.7");
		assertThat(line.get("requestId").asString()).matches("[0-9a-f]{32}");
		assertThat(line.has("path")).isFalse();
	}

	@Test
	void shouldNotRepeatWhatIsNoMethod() throws IOException {
		JsonNode line = line(send("A".repeat(5000) + " /todo HTTP/1.1\r\n", ""));
		assertThat(line.get("method").asString()).isEqualTo("other");
	}

	@Test
	void shouldNameTheLimitThatWasMet() throws IOException {
		todo.answering(StubProvider.text("ok"));
		send("GET /todo HTTP/1.1\r\nx-api-key: poor\r\n", "");
		JsonNode line = line(send("GET /todo HTTP/1.1\r\nx-api-key: poor\r\n", ""));
		assertThat(texts(line, "throttle", "error", "consumer")).containsExactly("rate", "quota-exceeded", "poor");
		assertThat(line.get("status").asInt()).isEqualTo(429);
	}

	@Test
	void shouldCountAttempts() throws IOException {
		AtomicInteger failures = new AtomicInteger(1);
		todo.answering((request, socket, out) -> StubProvider
			.raw("HTTP/1.1 " + ((failures.getAndDecrement() > 0) ? "503 No" : "200 OK")
					+ "\r\nContent-Length: 0\r\n\r\n")
			.write(request, socket, out));
		JsonNode line = line(send("GET /todo HTTP/1.1\r\n", ""));
		assertThat(numbers(line, "status", "upstreamStatus", "upstreamAttempts")).containsExactly(200, 200, 2);
	}

	@Test
	void shouldTellAProvidersSilenceFromItsAnswers() throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(5000));
		JsonNode line = line(send("GET /todo HTTP/1.1\r\n", ""));
		assertThat(numbers(line, "status", "upstreamAttempts")).containsExactly(504, 1);
		assertThat(line.get("error").asString()).isEqualTo("gateway-timeout");
		assertThat(line.has("upstreamStatus")).isFalse();
		assertThat(line.has("upstreamLatencyMs")).isFalse();
		assertThat(line.get("latencyMs").asDouble()).isGreaterThan(490);
	}

	@Test
	void shouldSayThatAProviderBrokeOff() throws IOException {
		todo.answering((request, socket, out) -> {
			StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart").write(request, socket, out);
			out.flush();
			StubProvider.reset(socket);
		});
		JsonNode line = line(send("GET /todo HTTP/1.1\r\n", ""));
		assertThat(line.get("error").asString()).isEqualTo("cut-off");
		assertThat(line.get("status").asInt()).isEqualTo(200);
	}

	@Test
	void shouldSayThatTheClientLeft() throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(300));
		String id = nextId();
		int before = todo.requests().size();
		try (RawClient client = client()) {
			client.write(request("GET /todo HTTP/1.1\r\n", id));
			await().until(() -> todo.requests().size() > before);
		}
		JsonNode line = line(id);
		assertThat(line.get("error").asString()).isEqualTo("client-closed");
		assertThat(line.get("status").asInt()).isEqualTo(499);
	}

	@Test
	void shouldSayThatTheClientLeftInTheAnswer(CapturedOutput output) throws IOException {
		todo.answering((request, socket, out) -> {
			StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n").write(request, socket, out);
			for (int i = 0; i < 100; i++) {
				out.write(new byte[1_000_000]);
			}
		});
		String id = nextId();
		try (RawClient client = client()) {
			client.write(request("GET /todo HTTP/1.1\r\n", id)).readUntil("\r\n\r\n");
			assertThat(client.skip(1000)).isEqualTo(1000);
		}
		JsonNode line = line(id);
		assertThat(line.get("error").asString()).isEqualTo("client-closed");
		assertThat(line.get("status").asInt()).isEqualTo(200);
		assertThat(output).doesNotContain("cut off");
	}

	@Test
	void shouldWriteALineForEachRequestOfAConnection() throws IOException {
		todo.answering(StubProvider.text("ok"));
		List<String> ids = Stream.generate(AccessLogIT::nextId).limit(50).toList();
		try (RawClient client = client()) {
			for (String id : ids) {
				client.write(request("GET /todo HTTP/1.1\r\n", id));
			}
			for (String id : ids) {
				assertThat(client.read().header("X-Request-Id")).isEqualTo(id);
			}
		}
		for (String id : ids) {
			line(id);
		}
	}

	@Test
	void shouldCutALongPath() throws IOException {
		JsonNode line = line(send("GET /" + "a".repeat(5000) + " HTTP/1.1\r\n", ""));
		assertThat(line.get("path").asString()).isEqualTo("/" + "a".repeat(999) + "...");
	}

	private static JsonNode line(String id) throws IOException {
		await().atMost(Duration.ofSeconds(10)).until(() -> withId(id).count() > 0);
		List<JsonNode> found = withId(id).toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private static Stream<JsonNode> withId(String id) throws IOException {
		return lines().filter((line) -> line.path("requestId").asString("").equals(id));
	}

	/** Whole ones. */
	private static Stream<JsonNode> lines() throws IOException {
		String written = Files.readString(log, StandardCharsets.UTF_8);
		return written.substring(0, written.lastIndexOf('\n') + 1).lines().map(JSON::readTree);
	}

	private static List<String> texts(JsonNode line, String... keys) {
		return Stream.of(keys).map((key) -> line.get(key).asString()).toList();
	}

	private static List<Integer> numbers(JsonNode line, String... keys) {
		return Stream.of(keys).map((key) -> line.get(key).asInt()).toList();
	}

	/** Sends a request, reads its answer, and gives its id. */
	private static String send(String head, String body) throws IOException {
		String id = nextId();
		try (RawClient client = client()) {
			client.write(request(head, id) + body).read();
		}
		return id;
	}

	private static RawClient client() throws IOException {
		return new RawClient(gateway.port()).write("PROXY TCP4 203.0.113.7 10.0.0.1 51234 80\r\n");
	}

	private static String request(String head, String id) {
		return head + "Host: api.example.com\r\nX-Request-Id: " + id + "\r\n\r\n";
	}

	private static String nextId() {
		return "request-" + COUNT.incrementAndGet();
	}

}
