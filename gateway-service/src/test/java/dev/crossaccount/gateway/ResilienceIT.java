package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import static org.awaitility.Awaitility.await;

/** What becomes of requests to a provider that fails. */
@ExtendWith(OutputCaptureExtension.class)
class ResilienceIT {

	private static final String KEY = "Idempotency-Key: k1";

	private static final StubProvider.Answer FAILURE = failure(503, "");

	private static final StubProvider.Answer RESET = (request, socket, out) -> StubProvider.reset(socket);

	@TempDir
	Path folder;

	private StubProvider todo;

	private @Nullable RunningGateway gateway;

	@BeforeEach
	void start() throws IOException {
		this.todo = new StubProvider();
	}

	@AfterEach
	void stop() throws IOException {
		gateway().close();
		this.todo.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 502", "GET, 503", "GET, 504", "HEAD, 503", "POST, 502", "POST, 503", "POST, 504" })
	void shouldSendARequestAgainThatFailed(String method, int status) throws IOException {
		startGateway();
		failFirst(2, failure(status, "X-From: failure\r\n"));
		HttpMessage response = send(method, "hello");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.all("X-From")).isEmpty();
		assertThat(response.all("X-Request-Id")).hasSize(1);
		assertThat(this.todo.requests()).hasSize(3);
		HttpMessage first = this.todo.requests().get(0);
		assertThat(this.todo.requests()).allSatisfy((request) -> {
			assertThat(request.startLine()).isEqualTo(first.startLine());
			assertThat(request.headers()).containsExactlyInAnyOrderElementsOf(first.headers());
			assertThat(request.body()).isEqualTo(first.body());
		});
		if (method.equals("POST")) {
			assertThat(first.text()).isEqualTo("hello");
		}
	}

	@Test
	void shouldSendTheSameBytesAgainThatCameInChunks() throws IOException {
		startGateway();
		failFirst(1, FAILURE);
		String part = "0123456789abcdef".repeat(512);
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(RawClient.head("POST /todo", KEY, "Transfer-Encoding: chunked"));
			for (int i = 0; i < 8; i++) {
				client.write("2000\r\n" + part + "\r\n");
			}
			assertThat(client.write("0\r\n\r\n").read().status()).isEqualTo(200);
		}
		assertThat(this.todo.requests()).extracting(HttpMessage::text).containsExactly(part.repeat(8), part.repeat(8));
	}

	@ParameterizedTest
	@CsvSource({ "POST, 503", "PUT, 503", "DELETE, 503", "GET, 500", "GET, 501", "GET, 505", "GET, 429", "GET, 404" })
	void shouldSendARequestOnce(String method, int status) throws IOException {
		startGateway();
		this.todo.answering(failure(status, ""));
		String length = method.equals("POST") || method.equals("PUT") ? "Content-Length: 0" : "X: y";
		HttpMessage response = RawClient.send(gateway().port(), method + " /todo/1", length,
				method.equals("POST") ? "X: y" : KEY);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("failed");
		assertThat(this.todo.requests()).hasSize(1);
	}

	/** More than is kept, by its length and by counting. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shouldSendALargeBodyOnce(boolean chunked) throws IOException {
		startGateway();
		this.todo.answering(FAILURE);
		String body = "x".repeat(64 * 1024 + 1);
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(chunked
					? RawClient.head("POST /todo", KEY, "Transfer-Encoding: chunked") + "10001\r\n" + body
							+ "\r\n0\r\n\r\n"
					: RawClient.head("POST /todo", KEY, "Content-Length: " + body.length()) + body);
			assertThat(client.read().status()).isEqualTo(503);
		}
		assertThat(this.todo.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET, 3", "HEAD, 3", "POST, 1" })
	void shouldSendAgainWhatABrokenConnectionTookIfItChangesNothing(String method, int times) throws IOException {
		startGateway();
		this.todo.answering(RESET);
		assertThat(send(method, "hello").status()).isEqualTo(502);
		assertThat(this.todo.requests()).hasSize(times);
		failFirst(1, RESET);
		assertThat(send("GET", "").status()).isEqualTo(200);
	}

	@Test
	void shouldNotSendAgainWhatGotNoAnswerInTime() throws IOException {
		startGateway("gateway.providers.todo.response-timeout=300ms");
		this.todo.answering((request, socket, out) -> Thread.sleep(60_000));
		assertProblem(send("GET", ""), 504, "gateway-timeout", "/todo");
		assertThat(this.todo.requests()).hasSize(1);
	}

	@Test
	void shouldNotSendAgainWhatIsAnsweredInPart() throws IOException {
		startGateway();
		this.todo.answering((request, socket, out) -> {
			StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart").write(request, socket, out);
			out.flush();
			socket.close();
		});
		assertThat(send("GET", "").complete()).isFalse();
		assertThat(this.todo.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "60, 1", "'Wed, 21 Oct 2026 07:28:00 GMT', 1", "0, 3" })
	void shouldLeaveAProviderAloneThatAsksForIt(String retryAfter, int times) throws IOException {
		startGateway();
		this.todo.answering(failure(503, "Retry-After: " + retryAfter + "\r\n"));
		HttpMessage response = send("GET", "");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo(retryAfter);
		assertThat(response.text()).isEqualTo("failed");
		assertThat(this.todo.requests()).hasSize(times);
	}

	@Test
	void shouldPassOnTheLastFailure() throws IOException {
		startGateway();
		AtomicInteger count = new AtomicInteger();
		this.todo.answering(
				(request, socket, out) -> failure(502 + count.get(), "X-Number: " + count.incrementAndGet() + "\r\n")
					.write(request, socket, out));
		HttpMessage response = send("GET", "");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.header("X-Number")).isEqualTo("3");
		assertThat(this.todo.requests()).hasSize(3);
	}

	@Test
	void shouldConnectAgain() throws Exception {
		int port = closedPort();
		startGateway("gateway.providers.todo.uri=http://localhost:" + port, "gateway.providers.todo.retry.backoff=1s",
				"gateway.providers.todo.retry.attempts=5");
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(RawClient.head("POST /todo", KEY, "Content-Length: 5") + "hello");
			try (ServerSocket late = new ServerSocket(port, 50, InetAddress.getByName("localhost"))) {
				late.setSoTimeout(15_000);
				try (Socket socket = late.accept()) {
					HttpMessage request = Objects.requireNonNull(HttpMessage.read(socket.getInputStream(), false));
					assertThat(request.text()).isEqualTo("hello");
					StubProvider.text("ok").write(request, socket, socket.getOutputStream());
					assertThat(client.read().text()).isEqualTo("ok");
				}
			}
		}
	}

	@Test
	void shouldNotSendAgainWhenTheClientLeft() throws Exception {
		startGateway("gateway.providers.todo.retry.backoff=1s");
		this.todo.answering(FAILURE);
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(RawClient.head("GET /todo"));
			await().until(() -> this.todo.requests().size() == 1);
		}
		await().during(Duration.ofSeconds(2))
			.atMost(Duration.ofSeconds(4))
			.until(() -> this.todo.requests().size() == 1);
	}

	@Test
	void shouldNotSendAgainWhereRetriesAreOff() throws IOException {
		startGateway("gateway.providers.todo.retry.attempts=0");
		this.todo.answering(FAILURE);
		assertThat(send("GET", "").status()).isEqualTo(503);
		assertThat(this.todo.requests()).hasSize(1);
	}

	@Test
	void shouldAddNoMoreThanItsShareWhenEverythingFails() throws IOException {
		startGateway("gateway.providers.todo.retry.backoff=1ms", "gateway.providers.todo.retry.budget=20");
		this.todo.answering(FAILURE);
		long begin = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertThat(send("GET", "").status()).isEqualTo(503);
		}
		long seconds = 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds();
		assertThat(this.todo.requests()).hasSizeBetween(230, 241 + Math.toIntExact(seconds));
	}

	@Test
	void shouldNotAskAProviderThatKeepsFailingUntilItWorksAgain(CapturedOutput output) throws IOException {
		startGateway("gateway.providers.todo.breaker.minimum-calls=10", "gateway.providers.todo.breaker.open-for=2s",
				"gateway.providers.todo.retry.attempts=0");
		this.todo.answering(FAILURE);
		for (int i = 0; i < 10; i++) {
			assertThat(send("GET", "").text()).isEqualTo("failed");
		}
		for (int i = 0; i < 10; i++) {
			HttpMessage refused = send("GET", "");
			assertProblem(refused, 503, "service-unavailable", "/todo");
			assertThat(refused.text()).contains("does not ask it for now");
			assertThat(refused.header("Retry-After")).isIn("1", "2");
		}
		assertThat(this.todo.requests()).hasSize(10);
		assertThat(level()).isEqualTo(2);
		await().atMost(Duration.ofSeconds(10)).until(() -> send("GET", "").text().equals("failed"));
		assertThat(level()).isEqualTo(1);
		send("GET", "");
		send("GET", "");
		assertThat(level()).as("failed again").isEqualTo(2);
		assertThat(this.todo.requests()).hasSize(13);
		this.todo.answering(StubProvider.text("ok"));
		await().atMost(Duration.ofSeconds(10)).until(() -> send("GET", "").status() == 200);
		Stream.generate(() -> 200).limit(10).forEach((status) -> assertThat(status("GET")).isEqualTo(status));
		assertThat(level()).isZero();
		assertThat(output.toString().split("Provider todo keeps failing", -1)).hasSize(3);
		assertThat(output.toString().split("Provider todo gets all requests again", -1)).hasSize(2);
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void shouldNotTakeAClientsFaultOrASlowAnswerForAFailure() throws Exception {
		startGateway("gateway.providers.todo.breaker.minimum-calls=3", "gateway.providers.todo.breaker.failure-rate=1",
				"gateway.providers.todo.max-body=10B");
		this.todo.answering(failure(500, ""));
		for (int i = 0; i < 5; i++) {
			try (RawClient client = new RawClient(gateway().port())) {
				client.write(RawClient.head("POST /todo", "Transfer-Encoding: chunked") + "5\r\nhello\r\nzz\r\n");
				assertThat(client.read().status()).isEqualTo(400);
			}
			try (RawClient client = new RawClient(gateway().port())) {
				client.write(RawClient.head("POST /todo", "Transfer-Encoding: chunked") + "b\r\n01234567890\r\n");
				assertThat(client.read().status()).isEqualTo(413);
			}
			int connections = this.todo.connections();
			try (RawClient client = new RawClient(gateway().port())) {
				client.write(RawClient.head("POST /todo", "Content-Length: 5") + "he");
				await().until(() -> this.todo.connections() > connections);
			}
			assertThat(send("GET", "").status()).isEqualTo(500);
		}
		this.todo.answering((request, socket, out) -> {
			Thread.sleep(300);
			StubProvider.text("late").write(request, socket, out);
		});
		for (int i = 0; i < 5; i++) {
			assertThat(send("GET", "").text()).isEqualTo("late");
		}
		assertThat(level()).isZero();
	}

	@Test
	void shouldServeTheOthersWhileAProviderIsDown() throws IOException {
		try (StubProvider dogs = new StubProvider()) {
			startGateway("gateway.providers.dogs.uri=" + dogs.uri(),
					"gateway.providers.todo.uri=http://localhost:" + closedPort(),
					"gateway.providers.todo.breaker.minimum-calls=20");
			for (int i = 0; i < 100; i++) {
				assertThat(send("GET", "").status()).isEqualTo(503);
				long begin = System.nanoTime();
				assertThat(status("GET", "/dogs")).isEqualTo(200);
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
			}
			assertThat(level()).isEqualTo(2);
		}
	}

	private void startGateway(String... settings) throws IOException {
		Stream<String> defaults = Stream.of("gateway.providers.todo.uri=" + this.todo.uri(),
				"gateway.providers.todo.breaker.minimum-calls=100000", "gateway.providers.todo.retry.backoff=20ms",
				"gateway.providers.todo.retry.budget=100");
		String plans = new PlansFile(this.folder).plan("anonymous", "{rate: 1000000/s}").write();
		this.gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				Stream.concat(defaults.filter((setting) -> isNotIn(setting, settings)), Stream.of(settings))
					.toArray(String[]::new));
	}

	private RunningGateway gateway() {
		return Objects.requireNonNull(this.gateway);
	}

	private static boolean isNotIn(String setting, String... settings) {
		String key = setting.substring(0, setting.indexOf('=') + 1);
		return Stream.of(settings).noneMatch((other) -> other.startsWith(key));
	}

	private void failFirst(int times, StubProvider.Answer failure) {
		AtomicInteger left = new AtomicInteger(times);
		this.todo.answering((request, socket, out) -> {
			StubProvider.Answer answer = (left.getAndDecrement() > 0) ? failure
					: StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			answer.write(request, socket, out);
		});
	}

	private HttpMessage send(String method, String body) throws IOException {
		return method.equals("POST") ? post(body) : RawClient.send(gateway().port(), method + " /todo");
	}

	private HttpMessage post(String body) throws IOException {
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(RawClient.head("POST /todo", KEY, "Content-Length: " + body.length()) + body);
			return client.read();
		}
	}

	private int status(String method) {
		return status(method, "/todo");
	}

	private int status(String method, String path) {
		try {
			return RawClient.send(gateway().port(), method + " " + path).status();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private int level() {
		return (int) gateway().bean(MeterRegistry.class)
			.get("gateway.breaker.state")
			.tag("provider", "todo")
			.gauge()
			.value();
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static StubProvider.Answer failure(int status, String headers) {
		return (request, socket, out) -> {
			String body = request.startLine().startsWith("HEAD") ? "" : "failed";
			StubProvider.raw("HTTP/1.1 " + status + " Failed\r\n" + headers + "Content-Length: 6\r\n\r\n" + body)
				.write(request, socket, out);
		};
	}

}
