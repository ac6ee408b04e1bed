package dev.crossaccount.gateway.settings;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints invalid settings as sentences, instead of a stack trace. */
class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
		return new FailureAnalysis(lines(cause, InvalidSetting::description), lines(cause, InvalidSetting::remedy),
				cause);
	}

	private static String lines(InvalidSettingsException cause, Function<InvalidSetting, String> line) {
		return cause.settings().stream().map(line).distinct().collect(Collectors.joining(System.lineSeparator()));
	}

}
