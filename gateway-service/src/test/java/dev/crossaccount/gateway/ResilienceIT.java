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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of requests to a provider that fails. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class ResilienceIT {

	private static final StubProvider.Answer FAILURE = failure(503);

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

	@Test
	void shouldNotSendAgainWhatGotNoAnswerInTime() throws IOException {
		startGateway("gateway.providers.todo.response-timeout=300ms");
		this.todo.answering((request, socket, out) -> Thread.sleep(60_000));
		assertProblem(get(), 504, "gateway-timeout", "/todo");
		assertThat(this.todo.requests()).hasSize(1);
	}

	@Test
	void shouldConnectAgain() throws Exception {
		int port = closedPort();
		startGateway("gateway.providers.todo.uri=http://localhost:" + port, "gateway.providers.todo.retry.backoff=1s",
				"gateway.providers.todo.retry.attempts=5");
		try (RawClient client = new RawClient(gateway().port())) {
			client.write(RawClient.head("POST /todo", "Idempotency-Key: k1", "Content-Length: 5") + "hello");
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
		assertThat(get().status()).isEqualTo(503);
		assertThat(this.todo.requests()).hasSize(1);
	}

	@Test
	void shouldAddNoMoreThanItsShareWhenEverythingFails() throws IOException {
		startGateway("gateway.providers.todo.retry.backoff=1ms", "gateway.providers.todo.retry.budget=20");
		this.todo.answering(FAILURE);
		long begin = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertThat(get().status()).isEqualTo(503);
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
			assertThat(get().text()).isEqualTo("failed");
		}
		for (int i = 0; i < 10; i++) {
			HttpMessage refused = get();
			assertProblem(refused, 503, "service-unavailable", "/todo");
			assertThat(refused.text()).contains("does not ask it for now");
			assertThat(refused.header("Retry-After")).isIn("1", "2");
		}
		assertThat(this.todo.requests()).hasSize(10);
		assertThat(level()).isEqualTo(2);
		await().atMost(Duration.ofSeconds(10)).until(() -> get().text().equals("failed"));
		assertThat(level()).isEqualTo(1);
		get();
		get();
		assertThat(level()).as("failed again").isEqualTo(2);
		assertThat(this.todo.requests()).hasSize(13);
		this.todo.answering(StubProvider.text("ok"));
		await().atMost(Duration.ofSeconds(10)).until(() -> get().status() == 200);
		for (int i = 0; i < 10; i++) {
			assertThat(get().status()).isEqualTo(200);
		}
		assertThat(level()).isZero();
		assertThat(output.toString().split("Provider todo keeps failing", -1)).hasSize(3);
		assertThat(output.toString().split("Provider todo gets all requests again", -1)).hasSize(2);
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void shouldNotTakeAClientsFaultOrASlowAnswerForAFailure() throws Exception {
		startGateway("gateway.providers.todo.breaker.minimum-calls=3", "gateway.providers.todo.breaker.failure-rate=1",
				"gateway.providers.todo.max-body=10B");
		this.todo.answering(failure(500));
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
			assertThat(get().status()).isEqualTo(500);
		}
		this.todo.answering((request, socket, out) -> {
			Thread.sleep(300);
			StubProvider.text("late").write(request, socket, out);
		});
		for (int i = 0; i < 5; i++) {
			assertThat(get().text()).isEqualTo("late");
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
				assertThat(get().status()).isEqualTo(503);
				long begin = System.nanoTime();
				assertThat(RawClient.send(gateway().port(), "GET /dogs").status()).isEqualTo(200);
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

	private HttpMessage get() throws IOException {
		return RawClient.send(gateway().port(), "GET /todo");
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

	private static StubProvider.Answer failure(int status) {
		return StubProvider.raw("HTTP/1.1 " + status + " Failed\r\nContent-Length: 6\r\n\r\nfailed");
	}

}
