package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * What a value should be, in the user's words.
 *
 * @param kind what it is
 * @param remedy how it is written, a sentence
 */
record ValueWords(String kind, String remedy) {

	private static final Map<Class<?>, ValueWords> SIMPLE = Map.of(Duration.class,
			new ValueWords("a duration", "Write a number with its unit, such as 500ms or 2s."), DataSize.class,
			new ValueWords("a size", "Write a number with its unit, such as 64KB or 1MB."), Rate.class,
			new ValueWords("a rate", Rate.REMEDY), Boolean.class,
			new ValueWords("true or false", "Write true or false."), String.class,
			new ValueWords("one text", "Write one value behind the key."));

	/** All other numbers are 1 or more. */
	private static final Map<String, String> RANGES = Map.of("failurerate", "1 to 100", "budget", "0 to 100",
			"attempts", "0 to 5");

	static ValueWords of(ConfigurationPropertyName name, ResolvableType type) {
		Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		ValueWords simple = SIMPLE.get(raw);
		if (simple != null) {
			return simple;
		}
		if (raw.isEnum()) {
			return new ValueWords("one of " + names(raw), "Use one of " + names(raw) + ".");
		}
		if (Number.class.isAssignableFrom(raw)) {
			String range = RANGES.getOrDefault(name.getLastElement(Form.UNIFORM), "1 or more");
			return new ValueWords("a whole number in range",
					"Write " + range + ", in digits alone, without a unit or %, or leave the key out.");
		}
		return ofSeveral(raw, type);
	}

	private static ValueWords ofSeveral(Class<?> raw, ResolvableType type) {
		if (raw == List.class) {
			Class<?> entry = type.getGeneric(0).toClass();
			return entry.isRecord()
					? new ValueWords("a list of blocks",
							"Begin each block below it with a hyphen; its keys are " + KnownKey.keys(entry) + ".")
					: new ValueWords("a list", "Write it as [first, second].");
		}
		if (raw == Map.class) {
			return new ValueWords("blocks by name", "Write a name of your choice below it, and below that the keys "
					+ KnownKey.keys(type.getGeneric(1).toClass()) + ".");
		}
		return raw.isRecord()
				? new ValueWords("a block of keys", "Write its keys below it, indented: " + KnownKey.keys(raw) + ".")
				: new ValueWords("what belongs here", "Correct the value, or leave the key out.");
	}

	private static String names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining(", "));
	}

}
