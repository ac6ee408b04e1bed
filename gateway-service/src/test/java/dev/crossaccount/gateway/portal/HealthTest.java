package dev.crossaccount.gateway.portal;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTest {

	@ParameterizedTest(name = "breaker {0}, {1} of {2} answered, {3} failed, probe {4}: {5}")
	@CsvSource({ "CLOSED, 0, 0, 0, , unknown", "CLOSED, 0, 0, 0, true, up", "CLOSED, 0, 0, 0, false, down",
			"CLOSED, 9, 9, 0, , up", "CLOSED, 100, 100, 5, true, up", "CLOSED, 100, 100, 6, true, degraded",
			"CLOSED, 0, 3, 3, , down", "CLOSED, 0, 3, 3, true, degraded", "CLOSED, 9, 9, 0, false, down",
			"OPEN, 9, 9, 0, , down", "OPEN, 0, 0, 0, true, degraded", "OPEN, 0, 0, 0, false, down",
			"HALF_OPEN, 3, 3, 0, true, degraded" })
	void shouldSayTheWorstThatIsKnown(BreakerState breaker, double answered, double requests, double failed,
			@Nullable Boolean probe, String state) {
		Counts lately = new Counts(requests, failed, 0, 0, LatenciesTest.latencies(Map.of(), answered));
		Health health = Health.of(breaker, lately, probe);
		assertThat(health.state()).isEqualTo(state);
		assertThat(health.reason()).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ ", unknown", "true, up", "false, down" })
	void shouldGoByTheProbeBeforeThereAreCounts(@Nullable Boolean probe, String state) {
		assertThat(Health.of(BreakerState.CLOSED, null, probe).state()).isEqualTo(state);
	}

}
