package dev.crossaccount.benchmark.measure;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StabilityTest {

	@Test
	void shouldBeReachedOnceFiveAreNoLongerBelowTheFiveBefore() {
		assertThat(Stability.reached(List.of(900.0, 300.0, 124.0, 123.0, 121.0, 122.0, 124.0, 121.0, 120.0, 123.0)))
			.isTrue();
	}

	@Test
	void shouldNotBeReachedWhileItFalls() {
		assertThat(Stability.reached(List.of(130.0, 128.0, 126.0, 124.0, 122.0, 120.0, 118.0, 116.0, 114.0, 112.0)))
			.isFalse();
	}

	@Test
	void shouldNotBeReachedByARest() {
		assertThat(Stability.reached(List.of(140.0, 130.0, 101.0, 100.0, 100.0, 99.0, 88.0, 75.0, 72.0, 71.0)))
			.isFalse();
	}

	@Test
	void shouldNotBeReachedByNineFigures() {
		assertThat(Stability.reached(Collections.nCopies(9, 100.0))).isFalse();
		assertThat(Stability.reached(Collections.nCopies(10, 100.0))).isTrue();
	}

}
