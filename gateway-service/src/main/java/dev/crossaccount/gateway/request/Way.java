package dev.crossaccount.gateway.request;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Takes each request to the public port through all steps. They are one filter to Spring,
 * which would defer each of many.
 * <p>
 * The management port has a context of its own that takes over all filters, but health
 * checks are nobody's requests: they are neither counted nor refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Way implements WebFilter, OwnFilter, ApplicationContextAware {

	private final List<Step> steps;

	private final WebFilterChain alone;

	private @Nullable ApplicationContext publicPort;

	private volatile @Nullable Prepared prepared;

	/**
	 * Lines the steps up.
	 * @param steps in their order
	 */
	Way(List<Step> steps) {
		this.steps = List.copyOf(steps);
		this.alone = prepare((exchange) -> Mono.error(new IllegalStateException("No step answers the request")));
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.publicPort = context;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!Objects.equals(exchange.getApplicationContext(), this.publicPort)) {
			return chain.filter(exchange);
		}
		tie(exchange);
		return first(chain).filter(exchange);
	}

	/**
	 * Takes a request that needs no more than the steps, and that has its record, through
	 * them.
	 * @param exchange the request
	 * @return completes with the answer
	 */
	public Mono<Void> serve(ServerWebExchange exchange) {
		return this.alone.filter(exchange);
	}

	private static void tie(ServerWebExchange exchange) {
		HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
		request.withConnection((connection) -> {
			RequestRecord record = RequestRecord.of(connection.channel());
			if (record != null) {
				record.tie(exchange);
			}
		});
	}

	/** What follows this filter is the same for all requests. */
	private WebFilterChain first(WebFilterChain rest) {
		Prepared known = this.prepared;
		if (known == null || known.rest != rest) {
			known = new Prepared(rest, prepare(rest));
			this.prepared = known;
		}
		return known.first;
	}

	private WebFilterChain prepare(WebFilterChain rest) {
		WebFilterChain next = rest;
		for (int i = this.steps.size() - 1; i >= 0; i--) {
			Step step = this.steps.get(i);
			WebFilterChain following = next;
			next = (exchange) -> step.take(exchange, following);
		}
		return next;
	}

	private record Prepared(WebFilterChain rest, WebFilterChain first) {

	}

}
