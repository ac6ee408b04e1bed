package dev.crossaccount.gateway.upstream;

import dev.crossaccount.gateway.problem.UpstreamException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.trace.RequestTrace;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/** How a provider met one request: what the telemetry shows of it. */
public final class UpstreamCall {

	private final Provider provider;

	private final String method;

	private final @Nullable RequestTrace trace;

	private volatile int attempts;

	private volatile long start;

	private volatile long nanos;

	private volatile int status;

	private UpstreamCall(Provider provider, String method, @Nullable RequestTrace trace) {
		this.provider = provider;
		this.method = method;
		this.trace = trace;
	}

	static UpstreamCall begin(ServerWebExchange exchange) {
		UpstreamCall call = new UpstreamCall(Provider.required(exchange), exchange.getRequest().getMethod().name(),
				RequestTrace.of(exchange));
		exchange.getAttributes().put(UpstreamCall.class.getName(), call);
		return call;
	}

	/**
	 * The call of a request.
	 * @param exchange the request
	 * @return its call, or {@code null} if it was answered before it came that far
	 */
	public static @Nullable UpstreamCall of(ServerWebExchange exchange) {
		return exchange.getAttribute(UpstreamCall.class.getName());
	}

	String provider() {
		return this.provider.name();
	}

	void attempt() {
		this.attempts = this.attempts + 1;
		this.status = 0;
		this.nanos = 0;
		this.start = System.nanoTime();
		if (this.trace != null) {
			this.trace.attempt(this.method, this.provider);
		}
	}

	void answer(int status) {
		this.status = status;
		this.nanos = System.nanoTime() - this.start;
		if (this.trace != null) {
			this.trace.answered(status);
		}
	}

	void fail(Throwable failure) {
		if (this.trace != null) {
			this.trace.failed((failure instanceof UpstreamException upstream) ? upstream.kind().name() : "request");
		}
	}

	/**
	 * How often the request was sent, 0 if the breaker is open or the provider has enough
	 * to do.
	 */
	public int attempts() {
		return this.attempts;
	}

	/** Status of the last answer, or 0 if the last attempt got none. */
	public int status() {
		return this.status;
	}

	/**
	 * From the last attempt, waiting for a connection included, to the head of its
	 * answer; 0 if it got none.
	 */
	public long nanos() {
		return this.nanos;
	}

}
