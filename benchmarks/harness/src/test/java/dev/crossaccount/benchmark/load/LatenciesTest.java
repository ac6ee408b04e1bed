package dev.crossaccount.benchmark.load;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTest {

	@Test
	void shouldTakeTheSmallestValueThatEnoughDoNotExceed() {
		long[] nanos = LongStream.rangeClosed(1, 1000).map((i) -> (1001 - i) * 1000).toArray();
		assertThat(Latencies.percentile(nanos, 0.5)).isEqualTo(500);
		assertThat(Latencies.percentile(nanos, 0.99)).isEqualTo(990);
		assertThat(Latencies.percentile(nanos, 0.999)).isEqualTo(999);
		assertThat(Latencies.percentile(nanos, 1)).isEqualTo(1000);
	}

	@Test
	void shouldTakeASingleValue() {
		assertThat(Latencies.percentile(new long[] { 1500 }, 0.999)).isEqualTo(1.5);
	}

	@Test
	void shouldReadWhatItPrints() {
		Latencies latencies = new Latencies(1.5, 20, 300.2, 0);
		assertThat(Latencies.parse(latencies.format() + "\n")).isEqualTo(latencies);
	}

}
