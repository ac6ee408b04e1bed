package dev.crossaccount.systemtest.resilience;

import java.time.Duration;

import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances that die or hang, under steady load. */
@ResilienceTest
class ServiceFaultsST {

	/**
	 * A load balancer asks every 2 s, waits for up to 2 s, and believes it the second
	 * time, which makes 8 s; some more for a busy machine.
	 */
	private static final Duration UNTIL_UNHEALTHY = Duration.ofSeconds(12);

	private final Topology topology;

	ServiceFaultsST(Topology topology) {
		this.topology = topology;
	}

	@BeforeEach
	void warmUp() {
		Load.warmUp(this.topology);
	}

	@AfterEach
	void restore() {
		this.topology.restore();
		Reachability.assertThatOnlyDrawnArrowsConnect(this.topology);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldServeReadsWhileOneOfTwoInstancesIsKilled(String service, Report.Row row) {
		row.of("kill -9 one of two instances of " + service,
				"no read fails, but for those on a connection to a gateway that is killed, which are repeated;"
						+ " no todo lost or doubled, and one that failed can be repeated");
		try (Load load = Load.start(this.topology, Load.PER_SECOND).repeatingReads()) {
			load.go(2 * Load.PER_SECOND);
			Faults.crash(this.topology.container(service));
			load.go(8 * Load.PER_SECOND);
			Load.Outcome outcome = load.stop();
			int reads = outcome.reads().failures().size();
			row.measured("of %d requests %d reads failed, %d were repeated, %d creates failed; slowest %.0f ms",
					outcome.requests().size(), reads, load.repeated(), outcome.failures().size() - reads,
					outcome.quantile(1));
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
			assertThat(outcome.reads().failures()).isEmpty();
		}
		Instances.awaitHealthy(this.topology, service, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldRouteAroundAnInstanceThatHangs(String service, Report.Row row) {
		row.of("pause one of two instances of " + service,
				"nothing fails that is sent 12 s later or after; no todo lost or doubled");
		Topology.Container one = this.topology.container(service);
		try (Load load = Load.start(this.topology, Load.PER_SECOND)) {
			load.go(2 * Load.PER_SECOND);
			Faults.pause(one);
			long paused = System.nanoTime();
			load.go(UNTIL_UNHEALTHY.plusSeconds(3).toSeconds() * Load.PER_SECOND);
			Load.Outcome outcome = load.stop();
			row.measured("of %d requests %d failed, the last one sent %.1f s after", outcome.requests().size(),
					outcome.failures().size(), outcome.secondsToLastFailure(paused));
			assertThat(outcome.since(paused + UNTIL_UNHEALTHY.toNanos()).failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
		finally {
			Faults.unpause(one);
		}
	}

}
