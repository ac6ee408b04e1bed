package dev.crossaccount.benchmark.measure;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StabilityTest {

	@Test
	void shouldBeReachedAfterTwoSmallChanges() {
		assertThat(Stability.reached(List.of(900.0, 300.0, 126.0, 123.0, 121.0))).isTrue();
	}

	@Test
	void shouldNotBeReachedWhileItFalls() {
		assertThat(Stability.reached(List.of(900.0, 300.0, 126.0, 123.0))).isFalse();
		assertThat(Stability.reached(List.of(126.0, 123.0, 110.0))).isFalse();
	}

	@Test
	void shouldNotBeReachedByTwoFigures() {
		assertThat(Stability.reached(List.of(100.0, 100.0))).isFalse();
	}

}
