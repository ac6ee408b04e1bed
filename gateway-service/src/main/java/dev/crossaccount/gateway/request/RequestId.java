package dev.crossaccount.gateway.request;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.web.server.ServerWebExchange;

/** The id by which a request is found in the logs of every program that it passes. */
public final class RequestId {

	/** Carries the id, from the client, to the provider and back. */
	public static final String HEADER = "X-Request-Id";

	/** Names the id in log lines. */
	public static final String MDC_KEY = "requestId";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final int MAX_LENGTH = 128;

	private RequestId() {
	}

	/**
	 * The id of a request.
	 * @param exchange the request
	 * @return the id that was set when the request came in, or a new one if it failed
	 * before that
	 */
	public static String of(ServerWebExchange exchange) {
		return (String) exchange.getAttributes()
			.computeIfAbsent(ATTRIBUTE, (key) -> choose(exchange.getRequest().getHeaders().getValuesAsList(HEADER)));
	}

	/**
	 * Keeps the client's id if there is one and it is well-formed, or makes one.
	 * @param sent what the client sent
	 * @return an id of 1 to 128 letters, digits, dots, underscores and hyphens
	 */
	public static String choose(List<String> sent) {
		return (sent.size() == 1 && isWellFormed(sent.get(0))) ? sent.get(0) : make();
	}

	private static boolean isWellFormed(String id) {
		return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(RequestId::isAllowed);
	}

	private static boolean isAllowed(int c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
	}

	/** Unique is enough: nobody may do anything by knowing an id. */
	private static String make() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		HexFormat hex = HexFormat.of();
		return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
	}

}
