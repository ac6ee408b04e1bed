package dev.crossaccount.gateway.portal;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountsTest {

	private static final Latencies NONE = LatenciesTest.latencies(Map.of(), 0);

	@Test
	void shouldTellRequestsASecondAndShares() {
		Traffic traffic = new Counts(100, 10, 30, 5, NONE).over(10);
		assertThat(traffic.rate()).isEqualTo(10);
		assertThat(traffic.throttledShare()).isEqualTo(0.3);
		assertThat(traffic.errorShare()).as("as Prometheus has it: all 5xx").isEqualTo(0.1);
	}

	@Test
	void shouldNotBlameAProviderForWhatWasShed() {
		assertThat(new Counts(100, 10, 30, 5, NONE).faults()).isEqualTo(5);
	}

	@Test
	void shouldHaveNoSharesOfNothing() {
		Traffic traffic = new Counts(0, 0, 0, 0, NONE).over(10);
		assertThat(traffic).isEqualTo(new Traffic(0, null, null, 0, 0));
	}

	@Test
	void shouldKeepSharesWithinAllWhileCountersAreReadOneByOne() {
		Traffic traffic = new Counts(1, 0, 2, 1, NONE).over(10);
		assertThat(traffic.throttledShare()).isEqualTo(1);
		assertThat(new Counts(1, 0, 2, 1, NONE).faults()).isZero();
	}

}
