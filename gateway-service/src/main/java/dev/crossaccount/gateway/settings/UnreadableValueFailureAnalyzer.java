package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;

/** Says what a value that could not be read should look like, in the user's words. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final Map<Class<?>, Words> WORDS = Map.of(Duration.class,
			new Words("a duration", "Write a number with its unit, such as 500ms or 2s."), DataSize.class,
			new Words("a size", "Write a number with its unit, such as 64KB or 1MB."), Rate.class,
			new Words("a rate", Rate.REMEDY));

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConversionFailedException conversion = findCause(cause, ConversionFailedException.class);
		ConfigurationProperty property = cause.getProperty();
		if (conversion == null || property == null) {
			return null;
		}
		Words words = words(conversion.getTargetType().getObjectType());
		String description = "%s has the value '%s', which is not %s (%s).".formatted(property.getName(),
				property.getValue(), words.kind(), property.getOrigin());
		return new FailureAnalysis(description, words.remedy(), cause);
	}

	private static Words words(Class<?> type) {
		if (type.isEnum()) {
			return new Words("one of " + names(type), "Use one of " + names(type) + ".");
		}
		Words words = WORDS.get(type);
		if (words != null) {
			return words;
		}
		return new Words(Number.class.isAssignableFrom(type) ? "a whole number in range" : "a " + type.getSimpleName(),
				"Correct the value, or leave the key out.");
	}

	private static String names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining(", "));
	}

	/**
	 * What a type is called.
	 *
	 * @param kind what a value should be
	 * @param remedy how it is written, a sentence
	 */
	private record Words(String kind, String remedy) {
	}

}
