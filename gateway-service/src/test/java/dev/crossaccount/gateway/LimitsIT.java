package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** What one request, and all together, may take. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class LimitsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int ROUNDS = 50;

	private static final int UPLOAD = 5 * 1024 * 1024;

	@TempDir
	static Path folder;

	private static StubProvider dogs;

	private static StubProvider todo;

	private static RunningGateway gateway;

	private static final AtomicReference<CountDownLatch> RELEASE = new AtomicReference<>(new CountDownLatch(0));

	@BeforeAll
	static void start() throws IOException {
		dogs = new StubProvider();
		todo = new StubProvider();
		StubProvider.Answer held = (request, socket, out) -> {
			if (request.startLine().contains("?held")) {
				RELEASE.get().await();
			}
			StubProvider.text("ok").write(request, socket, out);
		};
		dogs.answering(held);
		todo.answering(held);
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 1000000/s}").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				"gateway.providers.dogs.uri=" + dogs.uri(), "gateway.providers.dogs.response-timeout=60s",
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.todo.response-timeout=60s",
				"gateway.providers.small.uri=" + todo.uri(), "gateway.providers.small.paths=/small",
				"gateway.providers.small.methods=POST", "gateway.providers.small.max-body=10B",
				"gateway.limits.max-in-flight=5", "gateway.providers.todo.max-in-flight=2",
				"gateway.limits.max-in-flight-per-provider=4");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		dogs.close();
		todo.close();
	}

	@ParameterizedTest
	@CsvSource({ "/small, 10, 200", "/small, 11, 413", "/todo, 1048576, 200", "/todo, 1048577, 413" })
	void shouldCountTheBytesOfABody(String path, int size, int status) throws IOException {
		int before = todo.requests().size();
		String body = "x".repeat(size);
		for (String chunk : new String[] { body, body.substring(0, size / 2), "x".repeat(5) }) {
			StringBuilder chunks = new StringBuilder();
			for (int at = 0; at < size; at += chunk.length()) {
				int length = Math.min(chunk.length(), size - at);
				chunks.append(Integer.toHexString(length)).append(";a=b\r\n").append(chunk, 0, length).append("\r\n");
			}
			assertStatus(status, path, RawClient.head("POST " + path, "Transfer-Encoding: chunked"),
					chunks + "0\r\nTrailer: x\r\n\r\n");
		}
		assertStatus(status, path, RawClient.head("POST " + path, "Content-Length: " + size), body);
		List<HttpMessage> requests = todo.requests().subList(before, todo.requests().size());
		if (status == 200) {
			assertThat(requests).hasSize(4).allMatch((request) -> request.complete() && request.body().length == size);
		}
		else {
			assertThat(requests).noneMatch(HttpMessage::complete).noneMatch((request) -> request.body().length >= size);
		}
	}

	private static void assertStatus(int status, String path, String head, String body) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			sendInBackground(client, head, body);
			HttpMessage response = client.read();
			assertThat(response.status()).isEqualTo(status);
			if (status == 413) {
				assertProblem(response, 413, "content-too-large", path);
				assertThat(response.text()).contains(path.equals("/small") ? "10 bytes" : "1048576 bytes");
				assertThat(response.header("Connection")).isEqualTo("close");
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
	}

	/** Nothing of the body is sent. */
	@ParameterizedTest
	@ValueSource(strings = { "11", "9223372036854775807" })
	void shouldRefuseALengthBeforeTheBodyComes(String length) throws IOException {
		int before = todo.connections();
		for (String expect : new String[] { "X: y", "Expect: 100-continue" }) {
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("POST /small", "Content-Length: " + length, expect));
				assertProblem(client.read(), 413, "content-too-large", "/small");
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
		assertThat(todo.connections()).isEqualTo(before);
	}

	@Test
	void shouldRefuseALengthThatIsNoNumberOfThisWorld() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "POST /small", "Content-Length: 99999999999999999999");
		assertThat(response.status()).isBetween(400, 499);
	}

	@Test
	void shouldRefuseAChunkedBodyAsSoonAsItIsTooLarge() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /small", "Transfer-Encoding: chunked") + "a\r\n0123456789\r\n");
			client.write("fffff\r\nx");
			assertProblem(client.read(), 413, "content-too-large", "/small");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	/** Closed at once, the client would find a reset connection and no answer. */
	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: " + UPLOAD, "Transfer-Encoding: chunked" })
	void shouldLetAClientReadTheAnswerWhileItIsStillSending(String framing) throws IOException {
		String body = "x".repeat(UPLOAD);
		String chunked = Integer.toHexString(UPLOAD) + "\r\n" + body + "\r\n0\r\n\r\n";
		for (int i = 0; i < ROUNDS; i++) {
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("POST /todo", framing));
				// Only then does it read.
				client.write(framing.startsWith("C") ? body : chunked);
				HttpMessage response = client.read();
				assertThat(response.status()).isEqualTo(413);
				assertThat(response.complete()).isTrue();
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
	}

	@Test
	void shouldRefuseAtOnceWhatAProviderCannotTakeAndServeTheOthers(CapturedOutput output) throws Exception {
		hold(2, "/todo", () -> {
			for (int i = 0; i < 3; i++) {
				HttpMessage refused = RawClient.send(gateway.port(), "GET /todo");
				assertProblem(refused, 503, "overloaded", "/todo");
				assertThat(refused.header("Retry-After")).isEqualTo("1");
				assertThat(refused.text()).contains("'todo'");
			}
			assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(200);
		});
		assertThat(RawClient.send(gateway.port(), "GET /todo").status()).isEqualTo(200);
		assertThat(output.toString().split("Refusing requests to provider todo: at least 2 are", -1))
			.hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void shouldRefuseWhatIsTooMuchInAllAndStayHealthy() throws Exception {
		hold(4, "/dogs", () -> {
			assertProblem(RawClient.send(gateway.port(), "GET /dogs"), 503, "overloaded", "/dogs");
			assertThat(RawClient.send(gateway.port(), "GET /todo").status()).isEqualTo(200);
			assertThat(RawClient.send(gateway.port(), "GET /nothing").status()).isEqualTo(404);
			hold(1, "/todo", () -> {
				HttpMessage refused = RawClient.send(gateway.port(), "GET /todo");
				assertProblem(refused, 503, "overloaded", "/todo");
				assertThat(refused.text()).contains("The gateway");
				assertProblem(RawClient.send(gateway.port(), "GET /nothing"), 503, "overloaded", "/nothing");
				for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness")) {
					assertThat(RawClient.send(gateway.managementPort(), "GET " + path).status()).isEqualTo(200);
				}
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "leave", "leave while sending", "too large", "malformed", "no provider" })
	void shouldCountEveryEndOnce(String end) throws Exception {
		RELEASE.set(new CountDownLatch(1));
		for (int i = 0; i < 20; i++) {
			int before = todo.requests().size();
			try (RawClient client = new RawClient(gateway.port())) {
				switch (end) {
					case "leave" -> {
						client.write(RawClient.head("GET /todo?held"));
						soon(PATIENCE).until(() -> todo.requests().size() > before);
					}
					case "leave while sending" ->
						client.write(RawClient.head("POST /todo", "Content-Length: 5") + "he");
					case "too large" -> {
						client.write(RawClient.head("POST /small", "Transfer-Encoding: chunked")
								+ "b\r\n01234567890\r\n0\r\n\r\n");
						assertThat(client.read().status()).isEqualTo(413);
					}
					case "malformed" -> {
						client.write(RawClient.head("POST /todo", "Transfer-Encoding: chunked") + "zz\r\n");
						assertThat(client.read().status()).isEqualTo(400);
					}
					default -> assertThat(client.write(RawClient.head("GET /nothing")).read().status()).isEqualTo(404);
				}
			}
			soon(PATIENCE).until(() -> RawClient.send(gateway.port(), "GET /todo").status() == 200);
		}
		RELEASE.get().countDown();
		// Neither more nor fewer than before.
		shouldRefuseAtOnce();
	}

	private static void shouldRefuseAtOnce() throws Exception {
		soon(PATIENCE).untilAsserted(() -> hold(2, "/todo", () -> {
			assertThat(RawClient.send(gateway.port(), "GET /todo").status()).isEqualTo(503);
			hold(3, "/dogs", () -> assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(503));
		}));
	}

	/** Runs something while so many requests are with a provider. */
	private static void hold(int count, String path, Action action) throws Exception {
		CountDownLatch before = RELEASE.get();
		CountDownLatch release = new CountDownLatch(1);
		RELEASE.set(release);
		StubProvider provider = path.equals("/dogs") ? dogs : todo;
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				clients.add(held(provider, path));
			}
			action.run();
			release.countDown();
			for (RawClient client : clients) {
				assertThat(client.read().status()).isEqualTo(200);
			}
		}
		finally {
			release.countDown();
			RELEASE.set(before);
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	/**
	 * A client whose request is with a provider. A request that was just answered may
	 * hold its place for a moment more, so it may take more than one.
	 */
	private static RawClient held(StubProvider provider, String path) throws IOException {
		for (int i = 0; i < 10; i++) {
			int before = provider.requests().size();
			RawClient client = new RawClient(gateway.port());
			client.write(RawClient.head("GET " + path + "?held"));
			try {
				soon(Duration.ofSeconds(1)).until(() -> provider.requests().size() > before);
				return client;
			}
			catch (ConditionTimeoutException ex) {
				client.close();
			}
		}
		throw new AssertionError("No request to " + path + " got through");
	}

	/** Mostly it is true by now, and there are hundreds of these. */
	private static ConditionFactory soon(Duration patience) {
		return Awaitility.await().atMost(patience).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
	}

	private static void sendInBackground(RawClient client, String head, String body) throws IOException {
		client.write(head);
		CompletableFuture.runAsync(() -> {
			try {
				client.write(body);
			}
			catch (SocketException ex) {
				// The answer counts.
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	private interface Action {

		void run() throws Exception;

	}

}
