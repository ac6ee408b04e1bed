package dev.crossaccount.dognames.dog;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;

/**
 * Holds one dog for each name, and draws from them evenly.
 */
class Kennel {

	private final Dog[] females;

	private final Dog[] males;

	private final Supplier<? extends RandomGenerator> random;

	/**
	 * Makes a kennel.
	 * @param names the names of each gender, at least one
	 * @param random asked once per draw, so that each thread can have its own
	 */
	Kennel(Map<Gender, String[]> names, Supplier<? extends RandomGenerator> random) {
		this.females = dogs(Gender.FEMALE, names);
		this.males = dogs(Gender.MALE, names);
		this.random = random;
	}

	static Map<Gender, String[]> read(Function<String, Resource> files) {
		Map<Gender, String[]> names = new EnumMap<>(Gender.class);
		for (Gender gender : Gender.values()) {
			names.put(gender, NameList.read(files.apply(gender.resource())));
		}
		return names;
	}

	/** Draws the gender evenly first, so that a longer list does not weigh more. */
	Dog draw() {
		RandomGenerator generator = this.random.get();
		return draw(generator.nextBoolean() ? this.females : this.males, generator);
	}

	Dog draw(Gender gender) {
		return draw((gender == Gender.FEMALE) ? this.females : this.males, this.random.get());
	}

	/**
	 * Lists every dog that can be drawn.
	 * @return the dogs, each once
	 */
	Stream<Dog> dogs() {
		return Stream.of(this.females, this.males).flatMap(Arrays::stream);
	}

	private static Dog draw(Dog[] dogs, RandomGenerator generator) {
		return dogs[generator.nextInt(dogs.length)];
	}

	private static Dog[] dogs(Gender gender, Map<Gender, String[]> names) {
		String[] list = names.get(gender);
		if (list == null) {
			throw new IllegalArgumentException("no names of gender " + gender.text());
		}
		return Arrays.stream(list).map((name) -> new Dog(name, gender)).toArray(Dog[]::new);
	}

}
