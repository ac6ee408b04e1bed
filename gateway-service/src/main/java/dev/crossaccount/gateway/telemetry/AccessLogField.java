package dev.crossaccount.gateway.telemetry;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a line of the access log can say of a request. */
enum AccessLogField {

	/** When its head came, UTC. */
	TIME("time"),

	/** The id by which it is found in all logs. */
	REQUEST_ID("requestId"),

	/** The trace that it is recorded in. */
	TRACE_ID("traceId"),

	/** Who sent it. */
	CONSUMER("consumer"),

	/** How the consumer was known: none, api-key or jwt. */
	AUTH("auth"),

	/** Where it came from. */
	CLIENT_IP("clientIp"),

	/** Its method. */
	METHOD("method"),

	/** Whom it was for. */
	PROVIDER("provider"),

	/** The provider's path prefix that it matched. */
	ROUTE("route"),

	/** Its path as it was sent, without query and parameters, up to 1000 characters. */
	PATH("path"),

	/** The version of HTTP. */
	PROTOCOL("protocol"),

	/** The status that was answered, 499 if the client left before. */
	STATUS("status"),

	/** Bytes of its body. */
	REQUEST_LENGTH("requestLength"),

	/** Bytes of the answer's body. */
	RESPONSE_LENGTH("responseLength"),

	/** What the provider answered last. */
	UPSTREAM_STATUS("upstreamStatus"),

	/** From sending it to the head of that answer, in milliseconds. */
	UPSTREAM_LATENCY("upstreamLatencyMs"),

	/** How often it was sent. */
	UPSTREAM_ATTEMPTS("upstreamAttempts"),

	/** From its head to the last byte of the answer, in milliseconds. */
	LATENCY("latencyMs"),

	/** Whether it was admitted, or else which limits were used up. */
	THROTTLE("throttle"),

	/** Why no provider's answer was passed on whole. */
	ERROR("error");

	private final String key;

	AccessLogField(String key) {
		this.key = key;
	}

	static Optional<AccessLogField> of(String key) {
		return Arrays.stream(values()).filter((field) -> field.key.equals(key)).findFirst();
	}

	static String all() {
		return Arrays.stream(values()).map(AccessLogField::key).collect(Collectors.joining(", "));
	}

	/** The key in the line's JSON object. */
	String key() {
		return this.key;
	}

}
