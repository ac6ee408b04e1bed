package dev.crossaccount.gateway.settings;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints each invalid setting with its remedy, instead of a stack trace. */
class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
		String lines = cause.settings()
			.stream()
			.map((setting) -> setting.description() + " " + setting.remedy())
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(lines, "Correct what is named above and start again.", cause);
	}

}
