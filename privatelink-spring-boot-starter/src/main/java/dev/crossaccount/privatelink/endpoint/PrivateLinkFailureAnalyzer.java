package dev.crossaccount.privatelink.endpoint;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints a wrong setting as a sentence, in place of a stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PrivateLinkFailureAnalyzer extends AbstractFailureAnalyzer<PrivateLinkConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PrivateLinkConfigurationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
