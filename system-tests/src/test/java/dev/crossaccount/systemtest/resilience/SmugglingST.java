package dev.crossaccount.systemtest.resilience;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that hide others, judged by what the services say they got. */
@AbuseTest
class SmugglingST {

	private static final int AT_ONCE = 8;

	private final Topology topology;

	SmugglingST(Topology topology) {
		this.topology = topology;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void shouldPassOnAtMostTheOneRequestThatWasSent(String ways, List<Smuggle> smuggles, Report.Row row)
			throws Exception {
		row.of("request smuggling: " + ways,
				"the service gets at most one request per request sent, never the hidden one; no 5xx");
		List<Wire.Answers> answers = send(smuggles);
		String log = logUntilNow();
		List<String> faults = IntStream.range(0, smuggles.size())
			.mapToObj((i) -> smuggles.get(i).fault(answers.get(i), log))
			.filter((fault) -> !fault.isEmpty())
			.toList();
		long served = smuggles.stream().filter((smuggle) -> log.contains(smuggle.id())).count();
		row.measured("%d requests, %d of them served once, %d refused, %d faults", smuggles.size(), served,
				smuggles.size() - served, faults.size());
		assertThat(faults).isEmpty();
	}

	static Stream<Arguments> shouldPassOnAtMostTheOneRequestThatWasSent() {
		return Smuggles.all();
	}

	/** What the other test relies on: a request that follows another is in the log. */
	@Test
	void shouldServeBothOfTwoRequestsOnOneConnection(Report.Row row) throws Exception {
		row.of("two requests at once on one connection", "both answered, both in the service's log");
		String id = UUID.randomUUID().toString();
		String request = "GET /todo/smuggled?" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		Wire.Answers answers = Wire.send(this.topology.port(), request + request);
		long seen = logUntilNow().lines().filter((line) -> line.contains(id)).count();
		row.measured("answered %s, %d in the log", answers.statuses(), seen);
		assertThat(answers.statuses()).containsExactly(404, 404);
		assertThat(seen).isEqualTo(2);
	}

	/** Also asks for something ordinary after each, which must get its own answer. */
	private List<Wire.Answers> send(List<Smuggle> smuggles) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<Future<Wire.Answers>> sent = smuggles.stream()
				.map((smuggle) -> threads.submit(() -> Wire.send(this.topology.port(), smuggle.bytes())))
				.toList();
			List<Wire.Answers> answers = new ArrayList<>();
			for (Future<Wire.Answers> future : sent) {
				answers.add(future.get());
				var good = this.topology.send("GET", "/dogs", "X-Request-Id", UUID.randomUUID().toString());
				assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** What the instances of todo-service logged until a later request came to each. */
	private String logUntilNow() {
		String last = UUID.randomUUID().toString();
		int instances = this.topology.containers("todo-service").size();
		HttpRequest later = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.topology.port() + "/todo/00000000?" + last))
			.build();
		return await().atMost(Duration.ofSeconds(30)).until(() -> {
			atOnce(later);
			return this.topology.logs("todo-service", "dog-names-service");
		}, (log) -> log.lines()
			.filter((line) -> line.contains(last))
			.map((line) -> line.substring(0, line.indexOf('|')))
			.distinct()
			.count() == instances);
	}

	/** One after the other, all might take the same connection to the same instance. */
	private static void atOnce(HttpRequest request) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		IntStream.range(0, AT_ONCE)
			.mapToObj((i) -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
			.toList()
			.forEach(CompletableFuture::join);
	}

}
