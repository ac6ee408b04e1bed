package dev.crossaccount.gateway.headers;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands a trace on to a provider (W3C Trace Context): the client's if it is well-formed,
 * else a new one that nobody records so far.
 */
final class TraceContext {

	private static final String PARENT = "traceparent";

	private static final String STATE = "tracestate";

	/** Kept, so that a request that is sent again stays in its trace. */
	private static final String ATTRIBUTE = TraceContext.class.getName();

	/** Version, trace id, parent id and flags: the length of version 00. */
	private static final int LENGTH = 55;

	private TraceContext() {
	}

	static void set(HttpHeaders headers, ServerWebExchange exchange) {
		HttpHeaders sent = exchange.getRequest().getHeaders();
		List<String> parents = sent.getOrEmpty(PARENT);
		if (parents.size() != 1 || !isWellFormed(parents.get(0))) {
			headers.set(PARENT, (String) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, (key) -> make()));
			return;
		}
		headers.set(PARENT, parents.get(0));
		List<String> states = sent.getOrEmpty(STATE);
		if (!states.isEmpty()) {
			headers.put(STATE, states);
		}
	}

	/**
	 * Whether a trace can be continued.
	 * @param parent what a client sent
	 * @return whether it has the form of version 00, or of a later one that begins so
	 */
	static boolean isWellFormed(String parent) {
		if (parent.length() < LENGTH || !isHex(parent, 0, 2) || parent.startsWith("ff")) {
			return false;
		}
		if (parent.length() > LENGTH && (parent.startsWith("00") || parent.charAt(LENGTH) != '-')) {
			return false;
		}
		return parent.charAt(2) == '-' && isId(parent, 3, 35) && parent.charAt(35) == '-' && isId(parent, 36, 52)
				&& parent.charAt(52) == '-' && isHex(parent, 53, LENGTH);
	}

	private static boolean isId(String parent, int begin, int end) {
		return isHex(parent, begin, end) && !parent.substring(begin, end).chars().allMatch((c) -> c == '0');
	}

	private static boolean isHex(String parent, int begin, int end) {
		for (int i = begin; i < end; i++) {
			char c = parent.charAt(i);
			if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
				return false;
			}
		}
		return true;
	}

	/** Not sampled: so says the 00 at its end. */
	static String make() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		HexFormat hex = HexFormat.of();
		// No id may be all zeros.
		return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + "-"
				+ hex.toHexDigits(random.nextLong() | 1) + "-00";
	}

}
