package dev.crossaccount.gateway.deprecation;

import java.util.Map;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Says on every answer of a deprecated API, errors included, that it is. */
@Order(Steps.DEPRECATE)
class DeprecationFilter implements Step {

	private final Map<String, DeprecationHeaders> byProvider;

	DeprecationFilter(Map<String, DeprecationHeaders> byProvider) {
		this.byProvider = Map.copyOf(byProvider);
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		DeprecationHeaders headers = Provider.find(exchange, this.byProvider);
		if (headers != null) {
			// Last of all: an error begins with no headers, and a provider replaces them.
			exchange.getResponse()
				.beforeCommit(() -> Mono.fromRunnable(() -> headers.write(exchange.getResponse().getHeaders())));
		}
		return next.filter(exchange);
	}

}
