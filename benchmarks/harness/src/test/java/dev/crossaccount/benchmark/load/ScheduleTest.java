package dev.crossaccount.benchmark.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScheduleTest {

	@Test
	void shouldKeepTheRate() {
		long[] times = Schedule.of(1000, 100_000);
		assertThat(times[times.length - 1] / 1e9).isCloseTo(100, within(2.0));
	}

	@Test
	void shouldBeInOrderAndTheSameEachTime() {
		assertThat(Schedule.of(5000, 1000)).isSorted().isEqualTo(Schedule.of(5000, 1000));
	}

	@Test
	void shouldNotBeEven() {
		long[] times = Schedule.of(1000, 1000);
		assertThat(times[1] - times[0]).isNotEqualTo(times[2] - times[1]);
	}

}
