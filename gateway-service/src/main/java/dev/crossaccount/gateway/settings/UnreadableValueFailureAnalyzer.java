package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
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

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConversionFailedException conversion = findCause(cause, ConversionFailedException.class);
		ConfigurationProperty property = cause.getProperty();
		if (conversion == null || property == null) {
			return null;
		}
		Class<?> type = conversion.getTargetType().getObjectType();
		String description = "%s has the value '%s', which is not %s (%s).".formatted(property.getName(),
				property.getValue(), kind(type), property.getOrigin());
		return new FailureAnalysis(description, remedy(type), cause);
	}

	private static String kind(Class<?> type) {
		if (type.isEnum()) {
			return "one of " + names(type);
		}
		if (type == Rate.class) {
			return "a rate";
		}
		return (type == Duration.class) ? "a duration" : (type == DataSize.class) ? "a size"
				: Number.class.isAssignableFrom(type) ? "a whole number in range" : "a " + type.getSimpleName();
	}

	private static String remedy(Class<?> type) {
		if (type.isEnum()) {
			return "Use one of " + names(type) + ".";
		}
		if (type == Rate.class) {
			return Rate.REMEDY;
		}
		return (type == Duration.class) ? "Write a number with its unit, such as 500ms or 2s."
				: (type == DataSize.class) ? "Write a number with its unit, such as 64KB or 1MB."
						: "Correct the value, or leave the key out.";
	}

	private static String names(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining(", "));
	}

}
