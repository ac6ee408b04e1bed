package dev.crossaccount.gateway.lifecycle;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/** Tells clients while draining to open their next connection elsewhere. */
class DrainFilter implements WebFilter {

	private final DrainLifecycle lifecycle;

	DrainFilter(DrainLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.lifecycle.isDraining()) {
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return chain.filter(exchange);
	}

}
