package dev.crossaccount.gateway.settings;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/** Says what a value that could not be read should look like, in the user's words. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (findCause(cause, ConversionException.class) == null) {
			return null;
		}
		ValueWords words = ValueWords.of(cause.getName(), cause.getTarget().getType());
		return new FailureAnalysis(cause.getName() + description(cause.getProperty(), words), words.remedy(), cause);
	}

	/** Spring Boot keeps no property for what should have been a block. */
	private static String description(@Nullable ConfigurationProperty property, ValueWords words) {
		return (property != null) ? " has the value '%s', which is not %s (%s).".formatted(property.getValue(),
				words.kind(), property.getOrigin()) : " has a value that is not " + words.kind() + ".";
	}

}
