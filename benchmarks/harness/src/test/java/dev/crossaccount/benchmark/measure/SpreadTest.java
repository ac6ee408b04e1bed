package dev.crossaccount.benchmark.measure;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpreadTest {

	@Test
	void shouldTakeTheMiddleOfAnOddNumber() {
		assertThat(Spread.of(List.of(3.0, 1.0, 100.0))).isEqualTo(new Spread(3, 1, 100));
	}

	@Test
	void shouldTakeTheMeanOfTheTwoInTheMiddle() {
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(new Spread(3, 1, 100));
	}

	@Test
	void shouldRefuseNothing() {
		assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
	}

}
