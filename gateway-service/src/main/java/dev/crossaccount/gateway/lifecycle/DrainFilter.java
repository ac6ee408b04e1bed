package dev.crossaccount.gateway.lifecycle;

import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Tells clients while draining to open their next connection elsewhere. */
@Order(Steps.CONNECTION)
class DrainFilter implements Step {

	private final DrainLifecycle lifecycle;

	DrainFilter(DrainLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		if (this.lifecycle.isDraining()) {
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return next.filter(exchange);
	}

}
