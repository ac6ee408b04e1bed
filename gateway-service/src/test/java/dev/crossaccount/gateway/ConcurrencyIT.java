package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** What a provider may work on at once. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class ConcurrencyIT {

	private static final int MAX = 2;

	private static final String POST = RawClient.head("POST /todo", "Content-Length: 5");

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<RawClient> clients = new ArrayList<>();

	private StubProvider todo;

	private RunningGateway gateway;

	@BeforeEach
	void start() throws IOException {
		this.todo = new StubProvider().answering(this::answer);
		this.gateway = RunningGateway.with("gateway.providers.todo.uri=" + this.todo.uri(),
				"gateway.providers.todo.concurrency=" + MAX, "gateway.providers.dogs.uri=" + this.todo.uri());
	}

	@AfterEach
	void stop() throws IOException {
		this.release.countDown();
		for (RawClient client : this.clients) {
			client.close();
		}
		this.gateway.close();
		this.todo.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void shouldRefuseMore(String method, CapturedOutput output) throws IOException {
		List<RawClient> atWork = new ArrayList<>();
		for (int i = 0; i < MAX; i++) {
			atWork.add(client(method.equals("GET") ? RawClient.head("GET /todo?held")
					: RawClient.head("POST /todo?held", "Content-Length: 5") + "hello"));
		}
		soon().untilAsserted(() -> assertThat(this.todo.requests()).hasSize(MAX));
		soon().untilAsserted(() -> assertThat(atWork()).isEqualTo("2.0"));
		for (String more : List.of(RawClient.head("GET /todo"), POST + "hello")) {
			HttpMessage refused = client(more).read();
			assertProblem(refused, 503, "overloaded", "/todo");
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			assertThat(refused.text()).contains("'todo'");
		}
		assertThat(RawClient.send(this.gateway.port(), "GET /dogs").status()).as("others").isEqualTo(200);
		this.release.countDown();
		for (RawClient client : atWork) {
			assertThat(client.read().status()).isEqualTo(200);
		}
		soon().untilAsserted(() -> assertThat(atWork()).isEqualTo("0.0"));
		assertThat(client(POST + "hello").read().status()).isEqualTo(200);
		assertThat(output.toString()).containsOnlyOnce(
				"Refusing requests to provider todo: at least 2 are being served, as many as gateway.providers.todo.concurrency allows");
	}

	/** There are no connections yet, so that all have to wait for one. */
	@Test
	void shouldCountWhoIsStillConnecting() throws IOException {
		List<RawClient> all = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			all.add(client(RawClient.head("POST /todo?held", "Content-Length: 5") + "hello"));
		}
		// A few may come between another one's connection and body, on each event loop.
		soon().untilAsserted(() -> assertThat(
				Double.parseDouble(metric("gateway_refusals_total{provider=\"todo\",reason=\"overloaded\"} ")))
			.isGreaterThan(32));
		soon().untilAsserted(() -> assertThat(atWork()).isEqualTo(this.todo.requests().size() + ".0"));
		this.release.countDown();
		List<Integer> answers = new ArrayList<>();
		for (RawClient client : all) {
			answers.add(client.read().status());
		}
		assertThat(answers).containsOnly(200, 503).filteredOn((status) -> status == 503).hasSizeBetween(33, 64 - MAX);
	}

	@Test
	void shouldNotCountWhoSendsSlowly() throws IOException {
		List<RawClient> slow = new ArrayList<>();
		for (int i = 0; i < 3 * MAX; i++) {
			slow.add(client(POST + "he"));
			soon().untilAsserted(() -> assertThat(this.todo.connections()).isEqualTo(slow.size()));
			soon().untilAsserted(() -> assertThat(atWork()).isEqualTo("0.0"));
		}
		assertThat(client(POST + "hello").read().status()).isEqualTo(200);
		for (RawClient client : slow) {
			assertThat(client.write("llo").read().status()).isEqualTo(200);
		}
		soon().untilAsserted(() -> assertThat(atWork()).isEqualTo("0.0"));
	}

	@Test
	void shouldNotCountWhoWaitsForTheRestOfAnAnswer() throws IOException {
		for (int i = 0; i < 3 * MAX; i++) {
			assertThat(client(RawClient.head("GET /todo?begun")).readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(client(RawClient.head("GET /todo")).read().status()).isEqualTo(200);
	}

	@Test
	void shouldCountNobodyWhoLeft() throws IOException {
		for (int i = 0; i < MAX; i++) {
			client(RawClient.head("GET /todo?held"));
		}
		soon().untilAsserted(() -> assertThat(this.todo.requests()).hasSize(MAX));
		assertThat(atWork()).isEqualTo("2.0");
		for (RawClient client : this.clients) {
			client.close();
		}
		soon().untilAsserted(() -> assertThat(atWork()).isEqualTo("0.0"));
	}

	private void answer(HttpMessage request, Socket socket, OutputStream out) throws IOException, InterruptedException {
		if (request.startLine().contains("?held")) {
			this.release.await();
		}
		else if (request.startLine().contains("?begun")) {
			out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe".getBytes(StandardCharsets.US_ASCII));
			out.flush();
			this.release.await();
			out.write("llo".getBytes(StandardCharsets.US_ASCII));
			return;
		}
		StubProvider.text("ok").write(request, socket, out);
	}

	private RawClient client(String request) throws IOException {
		RawClient client = new RawClient(this.gateway.port());
		this.clients.add(client);
		return client.write(request);
	}

	private String atWork() throws IOException {
		return metric("gateway_concurrency{provider=\"todo\"} ");
	}

	private String metric(String name) throws IOException {
		return RawClient.send(this.gateway.managementPort(), "GET /actuator/prometheus")
			.text()
			.lines()
			.filter((line) -> line.startsWith(name))
			.map((line) -> line.substring(name.length()))
			.findFirst()
			.orElse("none");
	}

	private static ConditionFactory soon() {
		return Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
	}

}
