package dev.crossaccount.gateway.settings;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names unknown keys, where they stand and what is known there. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		List<ConfigurationProperty> unknown = List.copyOf(cause.getUnboundProperties());
		return new FailureAnalysis(lines(unknown, UnknownSettingFailureAnalyzer::describe),
				lines(unknown, UnknownSettingFailureAnalyzer::remedy), cause);
	}

	private static String lines(List<ConfigurationProperty> unknown, Function<ConfigurationProperty, String> sentence) {
		return unknown.stream().map(sentence).distinct().collect(Collectors.joining(System.lineSeparator()));
	}

	private static String describe(ConfigurationProperty property) {
		String origin = (property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		KnownKey known = KnownKey.of(property.getName());
		return isBlock(known)
				? Objects.requireNonNullElse(known.unknown(), known.name()) + " is not a key that the gateway knows"
						+ origin + "."
				: "%s has keys or entries below it, but is to be %s%s.".formatted(known.name(), words(known).kind(),
						origin);
	}

	private static String remedy(ConfigurationProperty property) {
		KnownKey known = KnownKey.of(property.getName());
		return isBlock(known) ? "Remove it or correct its spelling. The keys of %s are %s.".formatted(known.name(),
				KnownKey.keys(known.type().toClass())) : words(known).remedy();
	}

	private static boolean isBlock(KnownKey known) {
		return known.type().toClass().isRecord() && known.type().toClass() != Rate.class;
	}

	private static ValueWords words(KnownKey known) {
		return ValueWords.of(known.name(), known.type());
	}

}
