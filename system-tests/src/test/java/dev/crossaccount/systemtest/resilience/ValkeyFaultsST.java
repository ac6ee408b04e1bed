package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The throttle's store that is away: callers are counted by each gateway, and served. */
@ResilienceTest
class ValkeyFaultsST extends FaultTest {

	/** The longest wait for Valkey, and some. */
	private static final double ADDED_MILLIS = 60;

	/** Below this, a difference in latency tells of the machine. */
	private static final double FLOOR_MILLIS = 150;

	ValkeyFaultsST(Topology topology) {
		super(topology);
	}

	@ParameterizedTest
	@EnumSource(names = { "KILLED", "PAUSED" })
	void shouldGoOnWithoutIt(Fault fault, Report.Row row) {
		row.of("Valkey " + fault,
				"no request fails, less than %.0f ms more for nine of ten; the fallback shows, and ends"
					.formatted(ADDED_MILLIS));
		Topology.Container valkey = this.topology.container("valkey");
		await().until(() -> gauges("gateway_throttle_fallback_active").stream().allMatch((value) -> value == 0));
		double decisions = sum("gateway_throttle_fallback_total");
		try (Load load = Load.start(this.topology)) {
			load.go(10);
			long begin = System.nanoTime();
			fault.begin(valkey);
			load.go(10);
			// Docker's client, which reads the metrics, takes processor time from all.
			long asked = System.nanoTime();
			await().until(() -> gauges("gateway_throttle_fallback_active").stream().allMatch((value) -> value == 1));
			double more = sum("gateway_throttle_fallback_total") - decisions;
			fault.end(valkey);
			long end = System.nanoTime();
			await().until(() -> gauges("gateway_throttle_fallback_active").stream().allMatch((value) -> value == 0));
			double recovery = (System.nanoTime() - end) / 1e9;
			load.go(1);
			Load.Outcome outcome = load.stop();
			Load.Outcome before = outcome.before(begin);
			Load.Outcome during = outcome.since(begin).before(asked);
			row.measured(
					"%d requests, %d failed; nine of ten in %.0f ms (before %.0f ms), p99 %.0f ms (before %.0f ms)",
					outcome.requests().size(), outcome.failures().size(), during.quantile(0.9), before.quantile(0.9),
					during.p99(), before.p99());
			row.measured("%.0f decisions without it; in use again after %.1f s", more, recovery);
			assertThat(outcome.failures()).isEmpty();
			assertThat(more).isGreaterThan(Load.PER_SECOND);
			assertThat(during.quantile(0.9)).isLessThan(Math.max(FLOOR_MILLIS, before.quantile(0.9) + ADDED_MILLIS));
		}
	}

	private double sum(String metric) {
		return gauges(metric).stream().mapToDouble(Double::doubleValue).sum();
	}

	/** What each gateway says. */
	private List<Double> gauges(String metric) {
		List<Double> values = this.topology.containers("gateway-service")
			.stream()
			.flatMap((gateway) -> gateway.metrics((line) -> line.startsWith(metric)).stream())
			.toList();
		assertThat(values).hasSize(2);
		return values;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(2));
	}

}
