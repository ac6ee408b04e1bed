package dev.crossaccount.privatelink.endpoint;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Prints an unknown key or a value of the wrong form as a sentence, in place of Boot's
 * list of Java names.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PrivateLinkBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("privatelink");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!PREFIX.equals(cause.getName()) && !PREFIX.isAncestorOf(cause.getName())) {
			return null;
		}
		if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			return unknownKeys(unbound.getUnboundProperties(), cause);
		}
		ConversionFailedException failure = findCause(cause, ConversionFailedException.class);
		ConfigurationProperty property = cause.getProperty();
		if (failure == null || property == null) {
			return null;
		}
		Class<?> type = failure.getTargetType().getType();
		if (type == Duration.class) {
			return wrongDuration(property, cause);
		}
		Object[] allowed = type.getEnumConstants();
		return (allowed != null) ? wrongValue(property, allowed, cause) : null;
	}

	private static FailureAnalysis unknownKeys(Set<ConfigurationProperty> properties, BindException cause) {
		String description = properties.stream()
			.map((property) -> "%s is no setting of privatelink. It is '%s'%s.".formatted(property.getName(),
					property.getValue(), origin(property)))
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(description,
				"Use privatelink.proxy-protocol, privatelink.allowed-endpoints or privatelink.drain-delay, or remove the key.",
				cause);
	}

	private static FailureAnalysis wrongValue(ConfigurationProperty property, Object[] allowed, BindException cause) {
		String values = Stream.of(allowed)
			.map((value) -> value.toString().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
		return new FailureAnalysis(
				"%s is '%s'%s, which is not one of: %s.".formatted(property.getName(), property.getValue(),
						origin(property), values),
				"Set %s to one of: %s.".formatted(property.getName(), values), cause);
	}

	private static FailureAnalysis wrongDuration(ConfigurationProperty property, BindException cause) {
		return new FailureAnalysis(
				"%s is '%s'%s, which is not a duration.".formatted(property.getName(), property.getValue(),
						origin(property)),
				"Set %s to a number with a unit, such as 6s or 500ms.".formatted(property.getName()), cause);
	}

	private static String origin(ConfigurationProperty property) {
		return (property.getOrigin() != null) ? " (%s)".formatted(property.getOrigin()) : "";
	}

}
