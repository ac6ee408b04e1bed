package dev.crossaccount.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads variables of the environment and refuses what does not look as it should. */
final class Variables {

	private final Map<String, String> values;

	Variables(Map<String, String> values) {
		this.values = Map.copyOf(values);
	}

	/**
	 * A variable that must be there.
	 * @param name its name
	 * @param shape what it looks like
	 * @param example one that does
	 * @return its value
	 */
	String required(String name, Pattern shape, String example) {
		return optional(name, shape, example).orElseThrow(
				() -> new InvalidInputException("%s is not set: give it a value such as %s.".formatted(name, example)));
	}

	/**
	 * A variable that may be missing or empty.
	 * @param name its name
	 * @param shape what it looks like
	 * @param example one that does
	 * @return its value
	 */
	Optional<String> optional(String name, Pattern shape, String example) {
		String value = this.values.getOrDefault(name, "").strip();
		if (value.isEmpty()) {
			return Optional.empty();
		}
		if (!shape.matcher(value).matches()) {
			throw new InvalidInputException("%s is '%s', which is not of the form %s.".formatted(name, value, example));
		}
		return Optional.of(value);
	}

	/**
	 * Values with commas between them.
	 * @param name the variable's name
	 * @param shape what each value looks like
	 * @param example one that does
	 * @return the values, none when the variable is missing or empty
	 */
	List<String> list(String name, Pattern shape, String example) {
		Pattern list = Pattern.compile("%1$s(\\s*,\\s*%1$s)*".formatted("(" + shape.pattern() + ")"));
		return optional(name, list, example + "," + example).stream()
			.flatMap((values) -> Arrays.stream(values.split(",")))
			.map(String::strip)
			.toList();
	}

}
