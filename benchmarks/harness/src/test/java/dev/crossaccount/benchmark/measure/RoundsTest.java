package dev.crossaccount.benchmark.measure;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTest {

	private final Rounds<Double> rounds = new Rounds<>();

	@Test
	void shouldCompareRoundsSideBySide() {
		// A machine that gets slower by the round.
		add("a", 1, 2, 4);
		add("b", 2, 4, 8);
		assertThat(this.rounds.ratio("a", "b", "case", Double::doubleValue)).contains(new Spread(0.5, 0.5, 0.5));
	}

	@Test
	void shouldTellOneCaseFromAnother() {
		add("a", 1);
		this.rounds.add("a", "other", 5.0);
		assertThat(this.rounds.of("a", "case", Double::doubleValue)).contains(new Spread(1, 1, 1));
		assertThat(this.rounds.count("a", "other")).isOne();
	}

	@Test
	void shouldHaveNothingOfWhatWasNotMeasured() {
		add("a", 1);
		assertThat(this.rounds.of("b", "case", Double::doubleValue)).isEqualTo(Optional.empty());
		assertThat(this.rounds.ratio("a", "b", "case", Double::doubleValue)).isEmpty();
	}

	@Test
	void shouldFindTheLargest() {
		add("a", 1, 3);
		add("b", 2);
		assertThat(this.rounds.largest(Double::doubleValue)).isEqualTo(3);
		assertThat(new Rounds<Double>().largest(Double::doubleValue)).isZero();
	}

	private void add(String subject, double... figures) {
		for (double figure : figures) {
			this.rounds.add(subject, "case", figure);
		}
	}

}
