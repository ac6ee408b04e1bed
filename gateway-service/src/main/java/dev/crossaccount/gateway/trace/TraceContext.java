package dev.crossaccount.gateway.trace;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands a trace on to a provider (W3C Trace Context): the client's if it is well-formed,
 * else a new one. Where the gateway traces, the provider learns from it whether to trace
 * too; where it does not, the client's is passed on as it is, and a new one is nobody's.
 */
public final class TraceContext {

	private static final String PARENT = "traceparent";

	private static final String STATE = "tracestate";

	/** Kept, so that a request that is sent again stays in its trace. */
	private static final String ATTRIBUTE = TraceContext.class.getName();

	/** Version, trace id, parent id and flags: the length of version 00. */
	private static final int LENGTH = 55;

	private TraceContext() {
	}

	/**
	 * Sets the headers for a provider.
	 * @param headers the headers that it gets
	 * @param exchange the request
	 */
	public static void set(io.netty.handler.codec.http.HttpHeaders headers, ServerWebExchange exchange) {
		HttpHeaders sent = exchange.getRequest().getHeaders();
		String parent = parent(sent);
		headers.set(PARENT, handedOn(exchange, parent));
		List<String> states = sent.getOrEmpty(STATE);
		if (parent != null && !states.isEmpty()) {
			headers.set(STATE, states);
		}
	}

	private static String handedOn(ServerWebExchange exchange, @Nullable String parent) {
		RequestTrace trace = RequestTrace.of(exchange);
		if (trace != null) {
			return trace.parentOfProvider();
		}
		return (String) exchange.getAttributes()
			.computeIfAbsent(ATTRIBUTE, (key) -> (parent != null) ? parent : make());
	}

	/**
	 * What a client says of its trace.
	 * @param sent the headers that it sent
	 * @return its one well-formed {@code traceparent}, or {@code null}
	 */
	static @Nullable String parent(HttpHeaders sent) {
		List<String> parents = sent.getOrEmpty(PARENT);
		return (parents.size() == 1 && isWellFormed(parents.get(0))) ? parents.get(0) : null;
	}

	/**
	 * Keeps a request from being traced by providers, whatever its client wants.
	 * @param exchange the request
	 * @param parent what the client said
	 */
	static void forgo(ServerWebExchange exchange, @Nullable String parent) {
		if (parent != null && isSampled(parent)) {
			exchange.getAttributes().put(ATTRIBUTE, "00" + parent.substring(2, LENGTH - 2) + "00");
		}
	}

	/** The client's span, to be continued. */
	static SpanContext read(String parent) {
		return SpanContext.createFromRemoteParent(parent.substring(3, 35), parent.substring(36, 52),
				TraceFlags.getSampled(), TraceState.getDefault());
	}

	/** What says that a span is recorded, and that those below it are to be. */
	static String of(SpanContext span) {
		return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
	}

	/** The lowest bit of a well-formed one's flags. */
	static boolean isSampled(String parent) {
		return (Character.digit(parent.charAt(LENGTH - 1), 16) & 1) == 1;
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
