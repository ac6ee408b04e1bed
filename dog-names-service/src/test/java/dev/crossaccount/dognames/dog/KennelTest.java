package dev.crossaccount.dognames.dog;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class KennelTest {

	private static final int DRAWS = 120_000;

	private final RandomGenerator random = new Random(42);

	private final Kennel kennel = new Kennel(
			Map.of(Gender.FEMALE, new String[] { "Xena", "Zoe", "Ada" }, Gender.MALE, new String[] { "Rex" }),
			() -> this.random);

	@Test
	void shouldDrawTheGenderEvenlyAndThenTheName() {
		Map<Dog, Integer> counts = new HashMap<>();
		for (int i = 0; i < DRAWS; i++) {
			counts.merge(this.kennel.draw(), 1, Integer::sum);
		}
		assertThat(counts).hasSize(4);
		assertThat(counts.get(new Dog("Rex", Gender.MALE))).isCloseTo(DRAWS / 2, within(DRAWS / 100));
		for (String name : new String[] { "Xena", "Zoe", "Ada" }) {
			assertThat(counts.get(new Dog(name, Gender.FEMALE))).isCloseTo(DRAWS / 6, within(DRAWS / 100));
		}
	}

	@Test
	void shouldDrawOneGenderOnly() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.kennel.draw(Gender.FEMALE).gender()).isEqualTo(Gender.FEMALE);
			assertThat(this.kennel.draw(Gender.MALE)).isEqualTo(new Dog("Rex", Gender.MALE));
		}
	}

}
