package dev.crossaccount.gateway.trace;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

import dev.crossaccount.gateway.provider.Provider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * The spans of one request that is traced: its own, and below it one for each attempt to
 * have it answered by its provider.
 */
public final class RequestTrace {

	private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

	private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

	private static final AttributeKey<Long> RESEND = AttributeKey.longKey("http.request.resend_count");

	private static final String ATTRIBUTE = RequestTrace.class.getName();

	private final Tracer tracer;

	private final Span span;

	private volatile @Nullable Span attempt;

	private volatile long attempts;

	private RequestTrace(Tracer tracer, Span span) {
		this.tracer = tracer;
		this.span = span;
	}

	static void begin(ServerWebExchange exchange, Tracer tracer, Context parent, Instant time) {
		Span span = tracer.spanBuilder("HTTP")
			.setSpanKind(SpanKind.SERVER)
			.setParent(parent)
			.setStartTimestamp(time)
			.startSpan();
		exchange.getAttributes().put(ATTRIBUTE, new RequestTrace(tracer, span));
	}

	/**
	 * The trace of a request.
	 * @param exchange the request
	 * @return its trace, or {@code null} if it is not traced
	 */
	public static @Nullable RequestTrace of(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/** The id of the trace, which may be the client's. */
	public String id() {
		return this.span.getSpanContext().getTraceId();
	}

	/** The request itself, from its head to the last byte of its answer. */
	public Span span() {
		return this.span;
	}

	/**
	 * Begins an attempt. A client span, as HTTP has it: each time the request is sent.
	 * @param method the request's method
	 * @param provider whom it is sent to
	 */
	public void attempt(String method, Provider provider) {
		Span span = this.tracer.spanBuilder(method)
			.setSpanKind(SpanKind.CLIENT)
			.setParent(Context.root().with(this.span))
			.setAttribute("http.request.method", method)
			.setAttribute("server.address", provider.uri().getHost())
			.setAttribute("server.port", (long) port(provider.uri()))
			.setAttribute("gateway.provider", provider.name())
			.startSpan();
		if (this.attempts > 0) {
			span.setAttribute(RESEND, this.attempts);
		}
		this.attempts = this.attempts + 1;
		this.attempt = span;
	}

	/**
	 * Ends the attempt with the head of the provider's answer.
	 * @param status the answer's status
	 */
	public void answered(int status) {
		Span span = this.attempt;
		if (span != null) {
			span.setAttribute(STATUS, (long) status);
			if (status >= 400) {
				span.setAttribute(ERROR, Integer.toString(status)).setStatus(StatusCode.ERROR);
			}
			span.end();
		}
	}

	/**
	 * Ends the attempt, unless it has ended, without an answer.
	 * @param reason why, a word of a small set
	 */
	public void failed(String reason) {
		Span span = this.attempt;
		if (span != null && span.isRecording()) {
			span.setAttribute(ERROR, reason.toLowerCase(Locale.ROOT)).setStatus(StatusCode.ERROR).end();
		}
	}

	private static int port(URI uri) {
		return (uri.getPort() >= 0) ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
	}

	/** What the provider is told: the attempt is its span's parent. */
	String parentOfProvider() {
		Span span = this.attempt;
		return TraceContext.of(((span != null) ? span : this.span).getSpanContext());
	}

}
