package dev.crossaccount.gateway.portal;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LatenciesTest {

	@Test
	void shouldReadPercentilesOffBetweenTwoBounds() {
		// 10 up to 5 ms, 80 more up to 10 ms, 10 more up to 50 ms.
		Latencies latencies = latencies(Map.of(5.0, 10.0, 10.0, 90.0, 50.0, 100.0), 100);
		assertThat(latencies.percentile(0.1)).isCloseTo(5, within(0.001));
		assertThat(latencies.percentile(0.5)).isCloseTo(7.5, within(0.001));
		assertThat(latencies.percentile(0.99)).isCloseTo(46, within(0.001));
	}

	@Test
	void shouldNotMakeUpWhatIsAboveTheLastBound() {
		assertThat(latencies(Map.of(5.0, 1.0, 10_000.0, 1.0), 100).percentile(0.99)).isEqualTo(10_000);
	}

	@Test
	void shouldHaveNoPercentileWithoutAnswers() {
		assertThat(latencies(Map.of(5.0, 0.0, 10.0, 0.0), 0).percentile(0.5)).isNull();
		assertThat(latencies(Map.of(), 0).percentile(0.5)).isNull();
	}

	@Test
	void shouldPassOverBoundsThatNothingLiesBelow() {
		assertThat(latencies(Map.of(5.0, 0.0, 10.0, 0.0, 20.0, 4.0), 4).percentile(0.5)).isCloseTo(15, within(0.001));
	}

	@Test
	void shouldTellWhatCameSinceThen() {
		Latencies then = latencies(Map.of(5.0, 10.0, 10.0, 10.0), 10);
		Latencies now = latencies(Map.of(5.0, 10.0, 10.0, 12.0), 12);
		assertThat(now.since(then).total()).isEqualTo(2);
		assertThat(now.since(then).percentile(0.5)).isCloseTo(7.5, within(0.001));
		assertThat(now.since(latencies(Map.of(), 0)).total()).as("before the first request").isEqualTo(12);
	}

	static Latencies latencies(Map<Double, Double> counts, double total) {
		TreeMap<Double, Double> all = new TreeMap<>(counts);
		all.put(Double.POSITIVE_INFINITY, total);
		return new Latencies(all);
	}

}
