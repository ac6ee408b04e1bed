package dev.crossaccount.systemtest.resilience;

import java.time.Duration;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
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
		}
		awaitHealthy(service, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldRouteAroundAnInstanceThatHangs(String service, Report.Row row) {
		row.of("pause one of two instances of " + service,
				"nothing fails that is sent 12 s later or after; no todo lost or doubled");
		Topology.Container one = this.topology.container(service);
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			Fault.PAUSED.begin(one);
			long paused = System.nanoTime();
			load.go(UNTIL_UNHEALTHY.plusSeconds(3).toSeconds());
			Load.Outcome outcome = load.stop();
			row.measured("of %d requests %d failed, the last one sent %.1f s after", outcome.requests().size(),
					outcome.failures().size(), outcome.secondsToLastFailure(paused));
			assertThat(outcome.since(paused + UNTIL_UNHEALTHY.toNanos()).failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
		finally {
			Fault.PAUSED.end(one);
		}
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
