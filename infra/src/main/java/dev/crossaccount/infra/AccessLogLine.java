package dev.crossaccount.infra;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of the HTTP API's access log: JSON with a field for each thing that is known,
 * but without what callers may write a quote into.
 */
final class AccessLogLine {

	static final String FORMAT = List
		.of("requestId", "requestTime", "identity.sourceIp", "httpMethod", "path", "routeKey", "protocol", "status",
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
