package dev.crossaccount.gateway.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names unknown keys, where they stand and what is known. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		String unknown = cause.getUnboundProperties()
			.stream()
			.map(this::describe)
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(unknown,
				"Remove it or correct its spelling. The keys of a provider are " + keys(ProviderProperties.class) + ".",
				cause);
	}

	private String describe(ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		return property.getName() + " is not a key that the gateway knows" + origin + ".";
	}

	private static String keys(Class<? extends Record> block) {
		return Arrays.stream(block.getRecordComponents())
			.map((component) -> component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

}
