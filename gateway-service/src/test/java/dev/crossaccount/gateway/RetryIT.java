package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which requests are sent again, and what the provider gets then. */
class RetryIT {

	private static final String KEY = "Idempotency-Key: k1";

	private static final StubProvider.Answer FAILURE = failure(503, "");

	private static final StubProvider.Answer RESET = (request, socket, out) -> StubProvider.reset(socket);

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		todo = new StubProvider();
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 1000000/s}").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.todo.breaker.minimum-calls=100000",
				"gateway.providers.todo.retry.backoff=20ms", "gateway.providers.todo.retry.budget=100");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	/** Retries have a budget: a share of what is sent. */
	@BeforeEach
	void earn() throws IOException {
		todo.answering(StubProvider.text("ok"));
		for (int i = 0; i < 3; i++) {
			assertThat(send("POST", "").status()).isEqualTo(200);
		}
		todo.requests().clear();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 502", "GET, 503", "GET, 504", "HEAD, 503", "POST, 502", "POST, 503", "POST, 504" })
	void shouldSendARequestAgainThatFailed(String method, int status) throws IOException {
		failFirst(2, failure(status, "X-From: failure\r\n"));
		HttpMessage response = send(method, "hello");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.all("X-From")).isEmpty();
		assertThat(response.all("X-Request-Id")).hasSize(1);
		assertThat(todo.requests()).hasSize(3);
		HttpMessage first = todo.requests().get(0);
		assertThat(todo.requests()).allSatisfy((request) -> {
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
		failFirst(1, FAILURE);
		String part = "0123456789abcdef".repeat(512);
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", KEY, "Transfer-Encoding: chunked"));
			for (int i = 0; i < 8; i++) {
				client.write("2000\r\n" + part + "\r\n");
			}
			assertThat(client.write("0\r\n\r\n").read().status()).isEqualTo(200);
		}
		assertThat(todo.requests()).extracting(HttpMessage::text).containsExactly(part.repeat(8), part.repeat(8));
	}

	@ParameterizedTest
	@CsvSource({ "POST, 503", "PUT, 503", "DELETE, 503", "GET, 500", "GET, 501", "GET, 505", "GET, 429", "GET, 404" })
	void shouldSendARequestOnce(String method, int status) throws IOException {
		todo.answering(failure(status, ""));
		String length = method.equals("POST") || method.equals("PUT") ? "Content-Length: 0" : "X: y";
		HttpMessage response = RawClient.send(gateway.port(), method + " /todo/1", length,
				method.equals("POST") ? "X: y" : KEY);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).isEqualTo("failed");
		assertThat(todo.requests()).hasSize(1);
	}

	/** More than is kept, by its length and by counting. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shouldSendALargeBodyOnce(boolean chunked) throws IOException {
		todo.answering(FAILURE);
		String body = "x".repeat(64 * 1024 + 1);
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(chunked
					? RawClient.head("POST /todo", KEY, "Transfer-Encoding: chunked") + "10001\r\n" + body
							+ "\r\n0\r\n\r\n"
					: RawClient.head("POST /todo", KEY, "Content-Length: " + body.length()) + body);
			assertThat(client.read().status()).isEqualTo(503);
		}
		assertThat(todo.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "GET, 3", "HEAD, 3", "POST, 1" })
	void shouldSendAgainWhatABrokenConnectionTookIfItChangesNothing(String method, int times) throws IOException {
		todo.answering(RESET);
		HttpMessage response = send(method, "hello");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("5");
		assertThat(todo.requests()).hasSize(times);
		failFirst(1, RESET);
		assertThat(send("GET", "").status()).isEqualTo(200);
	}

	@Test
	void shouldNotSendAgainWhatIsAnsweredInPart() throws IOException {
		todo.answering((request, socket, out) -> {
			StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart").write(request, socket, out);
			out.flush();
			socket.close();
		});
		assertThat(send("GET", "").complete()).isFalse();
		assertThat(todo.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "60, 1", "'Wed, 21 Oct 2026 07:28:00 GMT', 1", "0, 3" })
	void shouldLeaveAProviderAloneThatAsksForIt(String retryAfter, int times) throws IOException {
		todo.answering(failure(503, "Retry-After: " + retryAfter + "\r\n"));
		HttpMessage response = send("GET", "");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo(retryAfter);
		assertThat(response.text()).isEqualTo("failed");
		assertThat(todo.requests()).hasSize(times);
	}

	@Test
	void shouldPassOnTheLastFailure() throws IOException {
		AtomicInteger count = new AtomicInteger();
		todo.answering(
				(request, socket, out) -> failure(502 + count.get(), "X-Number: " + count.incrementAndGet() + "\r\n")
					.write(request, socket, out));
		HttpMessage response = send("GET", "");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.header("X-Number")).isEqualTo("3");
		assertThat(todo.requests()).hasSize(3);
	}

	private void failFirst(int times, StubProvider.Answer failure) {
		AtomicInteger left = new AtomicInteger(times);
		todo.answering((request, socket, out) -> {
			StubProvider.Answer answer = (left.getAndDecrement() > 0) ? failure
					: StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
			answer.write(request, socket, out);
		});
	}

	private HttpMessage send(String method, String body) throws IOException {
		return method.equals("POST") ? post(body) : RawClient.send(gateway.port(), method + " /todo");
	}

	private HttpMessage post(String body) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", KEY, "Content-Length: " + body.length()) + body);
			return client.read();
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
