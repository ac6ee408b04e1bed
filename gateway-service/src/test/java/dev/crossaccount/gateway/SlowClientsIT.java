package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that take their time. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIT {

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	private static final int LARGE = 20_000_000;

	/** More than kernels hold of it for a client; others than Linux decide themselves. */
	private static final int UNDER_WAY = Epoll.isAvailable() ? 250_000 : LARGE;

	private static final String PROXY_SIGNATURE = "0d0a0d0a000d0a515549540a";

	private static StubProvider todo;

	private static RunningGateway gateway;

	private static RunningGateway behindLoadBalancer;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		String[] settings = { "gateway.providers.todo.uri=" + todo.uri(), "gateway.connections.max-per-provider=1",
				"gateway.limits.header-timeout=500ms", "gateway.limits.body-timeout=500ms",
				"gateway.proxy-protocol=off" };
		gateway = RunningGateway.with(settings);
		settings[settings.length - 1] = "gateway.proxy-protocol=required";
		behindLoadBalancer = RunningGateway.with(settings);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		behindLoadBalancer.close();
		todo.close();
	}

	@AfterEach
	void shouldLogNoError(CapturedOutput output) {
		todo.answering(StubProvider.text("ok"));
		assertThat(output).doesNotContain(" ERROR ", " WARN ", "\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "G", "GET /todo", "GET /todo HTTP/1.1\r\n", "GET /todo HTTP/1.1\r\nHost: a\r\n",
			"GET /todo HTTP/1.1\r\nHost: a\r\n\r" })
	void shouldNotWaitForTheEndOfTheHeaders(String start) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(start);
			Problems.assertProblem(client.read(), 408, "request-timeout");
			assertThat(client.isClosedByPeer()).isTrue();
		}
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.write(RawClient.head("GET /todo")).read().status()).isEqualTo(200);
			Problems.assertProblem(client.write(start).read(), 408, "request-timeout");
		}
	}

	@Test
	void shouldNotBeHeldByATrickle() throws Exception {
		AtomicBoolean answered = new AtomicBoolean();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("GET /todo HTTP/1.1\r\nX: ");
			CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
				while (!answered.get()) {
					tryToWrite(client, "x");
					pause(Duration.ofMillis(50));
				}
			});
			Problems.assertProblem(client.read(), 408, "request-timeout");
			answered.set(true);
			trickle.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void shouldLetAConnectionIdleBetweenRequests() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			for (int i = 0; i < 3; i++) {
				pause(TIMEOUT.plus(TIMEOUT.dividedBy(2)));
				assertThat(client.write(RawClient.head("GET /todo")).read().status()).isEqualTo(200);
				client.write("\r\n");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100", "Transfer-Encoding: chunked" })
	void shouldNotWaitForTheRestOfABody(String framing) throws IOException {
		for (String start : new String[] { "", "5\r\nhello\r\n" }) {
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("POST /todo/1", framing, "X-Request-Id: mine") + start);
				HttpMessage response = client.read();
				Problems.assertProblem(response, 408, "request-timeout", "/todo/1");
				assertThat(response.header("X-Request-Id")).isEqualTo("mine");
				assertThat(response.header("Connection")).isEqualTo("close");
				assertThat(client.isClosedByPeer()).isTrue();
			}
			assertThat(RawClient.send(gateway.port(), "GET /todo").status()).as("the only connection is free")
				.isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shouldNotBeHeldByATrickleOfABody(boolean chunked) throws Exception {
		AtomicBoolean answered = new AtomicBoolean();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", chunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000"));
			CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
				while (!answered.get()) {
					tryToWrite(client, chunked ? "1\r\nx\r\n" : "x");
					pause(Duration.ofMillis(50));
				}
			});
			Problems.assertProblem(client.read(), 408, "request-timeout");
			answered.set(true);
			trickle.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void shouldCloseWhenTheRestOfABodyThatNobodyReadsDoesNotCome() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /nothing", "Content-Length: 100"));
			assertThat(client.read().status()).isEqualTo(404);
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shouldTakeAnUploadThatMakesProgress(boolean chunked) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			String part = "x".repeat(100);
			client.write(RawClient.head("POST /todo", chunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000"));
			for (int i = 0; i < 10; i++) {
				pause(TIMEOUT.dividedBy(4));
				client.write(chunked ? "64\r\n" + part + "\r\n" : part);
			}
			assertThat(client.write(chunked ? "0\r\n\r\n" : "").read().status()).isEqualTo(200);
			assertThat(todo.lastRequest().text()).isEqualTo("x".repeat(1000));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void shouldWaitForASlowProvider(String method) throws IOException {
		todo.answering((request, socket, out) -> {
			Thread.sleep(TIMEOUT.toMillis() * 2);
			StubProvider.text("late").write(request, socket, out);
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(method.equals("GET") ? RawClient.head("GET /todo")
					: RawClient.head("POST /todo", "Content-Length: 1") + "x");
			assertThat(client.read().text()).isEqualTo("late");
		}
	}

	@Test
	void shouldFinishAnAnswerThoughTheNextRequestIsSlow() throws IOException {
		todo.answering((request, socket, out) -> {
			Thread.sleep(TIMEOUT.toMillis() * 2);
			StubProvider.text("late").write(request, socket, out);
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo") + "GET /to");
			assertThat(client.read().text()).isEqualTo("late");
			Problems.assertProblem(client.read(), 408, "request-timeout");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0d", PROXY_SIGNATURE, PROXY_SIGNATURE + "2111000c" + "cb007107" })
	void shouldNotWaitForAProxyHeader(String start) throws IOException {
		try (RawClient client = new RawClient(behindLoadBalancer.port())) {
			client.write(HexFormat.of().parseHex(start));
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldLetAConnectionIdleBehindItsProxyHeader() throws IOException {
		try (RawClient client = new RawClient(behindLoadBalancer.port())) {
			client.write(HexFormat.of().parseHex(PROXY_SIGNATURE + "20000000"));
			pause(TIMEOUT.multipliedBy(2));
			assertThat(client.write(RawClient.head("GET /todo")).read().status()).isEqualTo(200);
			Problems.assertProblem(client.write("GET /todo").read(), 408, "request-timeout");
		}
	}

	@Test
	void shouldNotHoldAnAnswerForAClientThatDoesNotReadIt() throws IOException {
		todo.answering(large());
		try (RawClient client = RawClient.slow(gateway.port())) {
			client.write(RawClient.head("GET /todo"));
			pause(TIMEOUT.multipliedBy(4));
			assertThat(client.skip(LARGE)).as("the part that was under way").isLessThan(UNDER_WAY);
		}
	}

	@Test
	void shouldWaitForAClientThatReadsSlowly() throws IOException {
		todo.answering(large());
		try (RawClient client = RawClient.slow(gateway.port())) {
			client.write(RawClient.head("GET /todo"));
			// Longer than the limit in all, and some of the answer every now and then.
			for (int i = 0; i < 8; i++) {
				pause(TIMEOUT.dividedBy(4));
				assertThat(client.skip(LARGE / 10)).isEqualTo(LARGE / 10);
			}
			assertThat(client.skip(LARGE / 5)).isEqualTo(LARGE / 5);
		}
	}

	/** More than kernels hold for a connection. */
	private static StubProvider.Answer large() {
		return (request, socket, out) -> {
			out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			out.write(new byte[LARGE]);
		};
	}

	private static void tryToWrite(RawClient client, String text) {
		try {
			client.write(text);
		}
		catch (SocketException ex) {
			// Closed meanwhile.
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** A client that sends nothing for a while. */
	private static void pause(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
