package dev.crossaccount.gateway.trace;

import java.time.Instant;

import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Decides which requests are traced. The client's trace is continued; but whether the
 * gateway records it is the gateway's to say, or callers could have all their requests
 * recorded, at somebody else's cost.
 */
@Order(Steps.TRACE)
class TraceFilter implements Step {

	private final Sampling sampling;

	private final Tracer tracer;

	TraceFilter(Sampling sampling, Tracer tracer) {
		this.sampling = sampling;
		this.tracer = tracer;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		String parent = TraceContext.parent(exchange.getRequest().getHeaders());
		if (this.sampling.takes(parent)) {
			RequestRecord record = RequestRecord.of(exchange);
			RequestTrace.begin(exchange, this.tracer, parent(parent), (record != null) ? record.time() : Instant.now());
		}
		else {
			TraceContext.forgo(exchange, parent);
		}
		return next.filter(exchange);
	}

	private static Context parent(@Nullable String parent) {
		return (parent != null) ? Context.root().with(Span.wrap(TraceContext.read(parent))) : Context.root();
	}

}
