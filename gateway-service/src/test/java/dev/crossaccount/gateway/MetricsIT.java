package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Prometheus finds on the management port. */
class MetricsIT {

	private static StubProvider todo;

	private static TokenIssuer well;

	private static TokenIssuer ill;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		todo = new StubProvider();
		well = new TokenIssuer();
		ill = new TokenIssuer();
		ill.down = true;
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 10000/s}").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.todo.max-body=10B",
				"gateway.providers.todo.retry.backoff=1ms", "gateway.connections.max-per-provider=2",
				"gateway.connections.max-wait=30s", "gateway.issuers.well.uri=" + well.uri(),
				"gateway.issuers.well.audiences=" + TokenIssuer.AUDIENCE, "gateway.issuers.ill.uri=" + ill.uri(),
				"gateway.issuers.ill.audiences=" + TokenIssuer.AUDIENCE);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
		well.close();
		ill.close();
	}

	@Test
	void shouldCountAndTimeRequests() throws IOException {
		todo.answering(StubProvider.text("ok"));
		String labels = "{method=\"PUT\",provider=\"todo\",route=\"/todo\",status=\"2xx\"}";
		assertThat(value("gateway_requests_seconds_count" + labels)).isZero();
		send("PUT /todo/1", "Content-Length: 0");
		send("PUT /todo/2", "Content-Length: 0");
		await().untilAsserted(() -> assertThat(value("gateway_requests_seconds_count" + labels)).isEqualTo(2));
		assertThat(value("gateway_requests_seconds_sum" + labels)).isPositive().isLessThan(15);
		assertThat(value(
				"gateway_requests_seconds_bucket{method=\"PUT\",provider=\"todo\",route=\"/todo\",status=\"2xx\",le=\"10.0\"}"))
			.isEqualTo(2);
		assertThat(value("gateway_upstream_seconds_count{provider=\"todo\",status=\"2xx\"}")).isGreaterThanOrEqualTo(2);
	}

	@Test
	void shouldShowBeforeTheFirstFailureThatThereWasNone() throws IOException {
		assertThat(scrape()).contains(
				"gateway_requests_seconds_count{method=\"GET\",provider=\"dogs\",route=\"/dogs\",status=\"5xx\"} 0",
				"gateway_requests_seconds_count{method=\"POST\",provider=\"todo\",route=\"/todo\",status=\"5xx\"} 0",
				"gateway_refusals_total{provider=\"dogs\",reason=\"overloaded\"} 0.0",
				"gateway_refusals_total{provider=\"todo\",reason=\"temporary-reduced-capacity\"} 0.0");
	}

	@Test
	void shouldCountRefusalsByReason() throws IOException {
		String name = "gateway_refusals_total{provider=\"todo\",reason=\"content-too-large\"}";
		double before = value(name);
		send("POST /todo", "Content-Length: 11");
		await().untilAsserted(() -> assertThat(value(name)).isEqualTo(before + 1));
	}

	@Test
	void shouldCountRetries() throws IOException {
		AtomicInteger failures = new AtomicInteger(1);
		todo.answering((request, socket, out) -> StubProvider
			.raw("HTTP/1.1 " + ((failures.getAndDecrement() > 0) ? "503 No" : "200 OK")
					+ "\r\nContent-Length: 0\r\n\r\n")
			.write(request, socket, out));
		double before = value("gateway_retries_total{provider=\"todo\"}");
		send("GET /todo");
		await()
			.untilAsserted(() -> assertThat(value("gateway_retries_total{provider=\"todo\"}")).isEqualTo(before + 1));
	}

	@Test
	void shouldNotGrowWithWhatCallersMakeUp() throws IOException {
		todo.answering(StubProvider.text("ok"));
		for (int i = 0; i < 3; i++) {
			strange(i);
		}
		awaitStrange(3);
		long before = scrape().stream().filter((line) -> line.startsWith("gateway_")).count();
		for (int i = 3; i < 100; i++) {
			strange(i);
		}
		awaitStrange(100);
		assertThat(scrape().stream().filter((line) -> line.startsWith("gateway_")).count()).isEqualTo(before);
		assertThat(String.join("\n", scrape())).doesNotContain("strange");
	}

	@Test
	void shouldShowTheConnectionsOfEachProvider() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		todo.answering((request, socket, out) -> {
			release.await();
			StubProvider.text("ok").write(request, socket, out);
		});
		String active = "gateway_connections{provider=\"todo\",state=\"active\"}";
		String idle = "gateway_connections{provider=\"todo\",state=\"idle\"}";
		try (RawClient first = new RawClient(gateway.port());
				RawClient second = new RawClient(gateway.port());
				RawClient third = new RawClient(gateway.port())) {
			for (RawClient client : List.of(first, second, third)) {
				client.write(RawClient.head("GET /todo"));
			}
			await().untilAsserted(() -> {
				assertThat(value(active)).isEqualTo(2);
				assertThat(value("gateway_connections_waiting{provider=\"todo\"}")).isEqualTo(1);
			});
			release.countDown();
			assertThat(List.of(first.read().status(), second.read().status(), third.read().status())).containsOnly(200);
		}
		await().untilAsserted(() -> {
			assertThat(value(active)).isZero();
			assertThat(value(idle)).isEqualTo(2);
		});
		assertThat(value("gateway_connections_max{provider=\"todo\"}")).isEqualTo(2);
		assertThat(scrape()).contains("gateway_connections{provider=\"dogs\",state=\"idle\"} 0.0");
	}

	@Test
	void shouldShowTheKeysOfEachIssuer() throws IOException {
		await().untilAsserted(() -> {
			assertThat(value("gateway_issuer_keys{issuer=\"well\"}")).isEqualTo(1);
			assertThat(value("gateway_issuer_keys_age_seconds{issuer=\"well\"}")).isBetween(0.0, 600.0);
			assertThat(value("gateway_issuer_fetches_total{issuer=\"well\",outcome=\"success\"}")).isEqualTo(1);
			assertThat(value("gateway_issuer_fetches_total{issuer=\"ill\",outcome=\"failure\"}")).isEqualTo(1);
		});
		assertThat(scrape()).contains("gateway_issuer_keys{issuer=\"ill\"} 0.0",
				"gateway_issuer_keys_age_seconds{issuer=\"ill\"} NaN",
				"gateway_issuer_fetches_total{issuer=\"well\",outcome=\"failure\"} 0.0");
	}

	@Test
	void shouldShowStates() throws IOException {
		assertThat(scrape()).anyMatch((line) -> line.startsWith("gateway_breaker_state{"))
			.anyMatch((line) -> line.startsWith("gateway_in_flight"))
			.anyMatch((line) -> line.startsWith("gateway_access_log_dropped_total"))
			.anyMatch((line) -> line.startsWith("jvm_memory_used_bytes"));
	}

	private static void awaitStrange(int count) {
		await().until(() -> value("gateway_requests_seconds_count{method=\"other\",provider=\"none\",route=\"none\","
				+ "status=\"4xx\"}") == count);
	}

	private static void strange(int number) throws IOException {
		send("GET /todo/strange" + number + "?strange=" + number, "strange-" + number + ": x");
		send("GET /strange" + number);
		send("STRANGE" + number + " /strange");
	}

	private static void send(String requestLine, String... headers) throws IOException {
		RawClient.send(gateway.port(), requestLine, headers);
	}

	private static double value(String name) throws IOException {
		return scrape().stream()
			.filter((line) -> line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(name.length() + 1)))
			.findFirst()
			.orElse(0);
	}

	private static List<String> scrape() throws IOException {
		return RawClient.send(gateway.managementPort(), "GET /actuator/prometheus").text().lines().toList();
	}

}
