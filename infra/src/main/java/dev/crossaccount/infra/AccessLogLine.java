package dev.crossaccount.infra;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the HTTP API's access log: JSON with a field for each thing that is known.
 * What is the caller's to word, such as the path and the user agent, is left out: a quote
 * in it would end the field, and AWS does not say that it escapes one. The gateway's own
 * access log has the path.
 */
final class AccessLogLine {

	static final String FORMAT = List
		.of("requestId", "requestTime", "identity.sourceIp", "httpMethod", "routeKey", "protocol", "status",
				"responseLength", "responseLatency", "integrationLatency", "integrationStatus", "error.message",
				"integrationErrorMessage")
		.stream()
		.map((variable) -> "\"%s\":\"$context.%s\"".formatted(name(variable), variable))
		.collect(Collectors.joining(",", "{", "}"));

	private AccessLogLine() {
	}

	private static String name(String variable) {
		return "error.message".equals(variable) ? "error" : variable.replace("identity.", "");
	}

}
