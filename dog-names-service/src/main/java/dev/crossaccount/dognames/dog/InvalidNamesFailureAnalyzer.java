package dev.crossaccount.dognames.dog;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints what is wrong with a file of names as a sentence, in place of a stack trace.
 */
class InvalidNamesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidNamesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidNamesException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Write one name per line, each once, and start again.", cause);
	}

}
