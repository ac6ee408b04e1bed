package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances that die or hang, under steady load. */
@ResilienceTest
class ServiceFaultsST extends FaultTest {

	/**
	 * A load balancer asks every 2 s, waits for up to 2 s, and believes it the second
	 * time, which makes 8 s; some more for a busy machine.
	 */
	private static final Duration UNTIL_UNHEALTHY = Duration.ofSeconds(12);

	/** In which no instance comes back. */
	private static final Duration UNTIL_STARTED = Duration.ofSeconds(2);

	/** By then the breakers are open: 20 requests have failed. */
	private static final Duration UNTIL_OPEN = Duration.ofSeconds(4);

	/** A try without an answer, and a breaker that opens once more after it. */
	private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(12);

	ServiceFaultsST(Topology topology) {
		super(topology);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldServeReadsWhileOneOfTwoInstancesIsKilled(String service, Report.Row row) {
		row.of("kill -9 one of two instances of " + service,
				"no read fails, but for those on a connection to a gateway that is killed, which are repeated;"
						+ " no todo lost or doubled, and one that failed can be repeated");
		try (Load load = Load.start(this.topology).repeatingReads()) {
			load.go(2);
			Fault.CRASHED.begin(this.topology.container(service));
			load.go(8);
			Load.Outcome outcome = load.stop();
			int reads = outcome.reads().failures().size();
			row.measured("of %d requests %d reads failed, %d were repeated, %d creates failed; slowest %.0f ms",
					outcome.requests().size(), reads, load.repeated(), outcome.failures().size() - reads,
					outcome.quantile(1));
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
			assertThat(outcome.reads().failures()).isEmpty();
			if (!service.equals("gateway-service")) {
				assertThat(load.repeated()).isZero();
			}
		}
		awaitHealthy(service, 2);
	}

	@ParameterizedTest
	@CsvSource({ "dog-names-service, /dogs", "todo-service, /todo" })
	void shouldAnswer503SoonWhileAllInstancesAreKilled(String service, String path, Report.Row row) {
		row.of("kill -9 all instances of " + service,
				"503, nine of ten in less than 1 s as soon as the breaker is open; the other service untouched; recovery unaided; no todo lost or doubled");
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			this.topology.containers(service).parallelStream().forEach(Fault.CRASHED::begin);
			long killed = System.nanoTime();
			load.go(1);
			awaitHealthy(service, 2);
			double healthy = (System.nanoTime() - killed) / 1e9;
			load.go(UNTIL_TRIED_AGAIN.plusSeconds(2).toSeconds());
			Load.Outcome outcome = load.stop();
			Load.Outcome failed = new Load.Outcome(outcome.to(path).failures());
			Load.Outcome refused = failed.since(killed + UNTIL_OPEN.toNanos()).answered(503);
			assertThat(refused.requests()).isNotEmpty();
			row.measured(
					"%d failed, half within %.0f ms, the slowest after %.0f ms; last one sent %.1f s after the kill, healthy after %.1f s",
					failed.requests().size(), failed.quantile(0.5), failed.quantile(1),
					failed.secondsToLastFailure(killed), healthy);
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
			assertThat(failed.before(killed + UNTIL_STARTED.toNanos()).requests()).isNotEmpty().allSatisfy((sent) -> {
				assertThat(sent.status()).as(sent.toString()).isEqualTo(503);
				assertThat(sent.header("Retry-After")).isNotEmpty();
			});
			// The first instance that is back has all to do, and has just started.
			assertThat(failed.requests()).allSatisfy((sent) -> assertThat(sent.status()).isIn(503, 504));
			assertThat(refused.quantile(0.9)).isLessThan(1000);
			assertThat(outcome.failures()).hasSameSizeAs(failed.requests());
			assertThat(failed.secondsToLastFailure(killed)).isLessThan(healthy + UNTIL_TRIED_AGAIN.toSeconds());
		}
	}

	@Test
	void shouldServeAgainAfterAllGatewaysAreKilled(Report.Row row) {
		row.of("kill -9 all instances of gateway-service",
				"connections that break or are closed within 1 s; recovery unaided; no todo lost or doubled");
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			this.topology.containers("gateway-service").parallelStream().forEach(Fault.CRASHED::begin);
			long killed = System.nanoTime();
			load.go(1);
			awaitHealthy("gateway-service", 2);
			long healthy = System.nanoTime();
			load.go(UNTIL_UNHEALTHY.plusSeconds(3).toSeconds());
			Load.Outcome outcome = load.stop();
			Load.Outcome failed = new Load.Outcome(outcome.failures());
			row.measured(
					"%d failed, half within %.0f ms, nine of ten within %.0f ms; last one sent %.1f s after the kill, healthy after %.1f s",
					failed.requests().size(), failed.quantile(0.5), failed.quantile(0.9),
					failed.secondsToLastFailure(killed), (healthy - killed) / 1e9);
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
			Load.Outcome away = failed.since(killed).before(killed + UNTIL_STARTED.toNanos());
			assertThat(away.requests()).isNotEmpty()
				.allSatisfy((sent) -> assertThat(sent.status()).as(sent.toString()).isZero());
			assertThat(away.quantile(0.9)).isLessThan(1000);
			assertThat(outcome.since(healthy + UNTIL_UNHEALTHY.toNanos()).failures()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "gateway-service, nlb-gateway", "dog-names-service, nlb-dogs", "todo-service, nlb-todo" })
	void shouldRouteAroundAnInstanceThatHangs(String service, String loadBalancer, Report.Row row) {
		row.of("pause one of two instances of " + service,
				"nothing fails that is sent 12 s later or after; no todo lost or doubled");
		Topology.Container one = this.topology.container(service);
		long cutBefore = cutBy(loadBalancer);
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			Fault.PAUSED.begin(one);
			long paused = System.nanoTime();
			load.go(UNTIL_UNHEALTHY.plusSeconds(3).toSeconds());
			Load.Outcome outcome = load.stop();
			long cut = cutBy(loadBalancer) - cutBefore;
			row.measured("%d connections cut; of %d requests %d failed, the last one sent %.1f s after", cut,
					outcome.requests().size(), outcome.failures().size(), outcome.secondsToLastFailure(paused));
			assertThat(outcome.since(paused + UNTIL_UNHEALTHY.toNanos()).failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
		finally {
			Fault.PAUSED.end(one);
		}
	}

	@Test
	void shouldCutTheConnectionsOfAnInstanceThatHangs(Report.Row row) throws IOException {
		row.of("pause one of two instances of gateway-service beside 20 idle connections",
				"those to it are cut within 12 s, the others are answered");
		Topology.Container one = this.topology.container("gateway-service");
		awaitConnections(one);
		Fault.PAUSED.begin(one);
		try (Crowd crowd = new Crowd(this.topology, 20)) {
			long paused = System.nanoTime();
			Awaitility.await().atMost(UNTIL_UNHEALTHY).until(() -> crowd.listen().connected() < 20);
			double seconds = (System.nanoTime() - paused) / 1e9;
			crowd.say("GET /dogs HTTP/1.1\r\nHost: localhost\r\n\r\n");
			Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
				long kept = crowd.listen().connected();
				assertThat(kept).isPositive();
				assertThat(crowd.answers()).isEqualTo(Map.of("", 20 - kept, "200", kept));
			});
			row.measured("%d cut, %.1f s after", 20 - crowd.connected(), seconds);
		}
		finally {
			Fault.PAUSED.end(one);
		}
	}

	@Test
	void shouldAnswerWhoConnectsWhileAGatewayVanishes(Report.Row row) {
		row.of("one of two instances of gateway-service is gone without a word, beside new connections",
				"each is answered, but for one that it was busy with");
		Topology.Container one = this.topology.container("gateway-service");
		awaitConnections(one);
		long downs = downs();
		try (NewConnections connections = new NewConnections(this.topology)) {
			Fault.KILLED.begin(one);
			Awaitility.await().atMost(UNTIL_UNHEALTHY).pollInterval(Duration.ofSeconds(1)).until(() -> downs() > downs);
			Queue<String> answers = connections.stop();
			List<String> others = answers.stream().filter((answer) -> !answer.equals("HTTP/1.1 200 OK")).toList();
			row.measured("%d answered, others: %s", answers.size() - others.size(), others);
			assertThat(answers).contains("HTTP/1.1 200 OK");
			assertThat(others).hasSizeLessThan(2).noneMatch((other) -> other.contains("SocketTimeout"));
		}
		finally {
			Fault.KILLED.end(one);
		}
	}

	/** How often the load balancer found a gateway to be unhealthy or gone. */
	private long downs() {
		return this.topology.logs("nlb-gateway").lines().filter((line) -> line.contains(" DOWN")).count();
	}

	/** Waits until the load balancer sends it every other connection. */
	private void awaitConnections(Topology.Container gateway) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(2)).until(() -> {
			double before = openFiles(gateway);
			try (Crowd crowd = new Crowd(this.topology, 20)) {
				double more = openFiles(gateway) - before;
				return crowd.listen().connected() == 20 && more > 5 && more < 15;
			}
		});
	}

	private static double openFiles(Topology.Container gateway) {
		return gateway.metrics((line) -> line.startsWith("process_files_open_files")).get(0);
	}

	/** Connections that it says it killed, since it was created. */
	private long cutBy(String loadBalancer) {
		return Pattern.compile(" K[CD] ").matcher(this.topology.logs(loadBalancer)).results().count();
	}

	/**
	 * Waits until that many are there and healthy, whatever makes them so. It asks
	 * seldom: Docker's client takes processor time from the programs that start.
	 */
	private void awaitHealthy(String service, int number) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(3))
			.untilAsserted(() -> assertThat(this.topology.containers(service)).hasSize(number)
				.allSatisfy((container) -> assertThat(container.description().at("/State/Health/Status").asString())
					.isEqualTo("healthy")));
	}

}
