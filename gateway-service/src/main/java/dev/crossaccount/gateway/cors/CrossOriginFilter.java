package dev.crossaccount.gateway.cors;

import java.util.Map;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Says on every answer, errors included, which web page may read it. A request of a page
 * that may not is served without saying so: the browser keeps the answer from the page,
 * and whoever is no browser could leave {@code Origin} out.
 */
@Order(Steps.CORS)
class CrossOriginFilter implements Step {

	private final Map<String, CrossOriginPolicy> policies;

	CrossOriginFilter(Map<String, CrossOriginPolicy> policies) {
		this.policies = Map.copyOf(policies);
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		CrossOriginPolicy policy = Provider.find(exchange, this.policies);
		if (policy != null && !CorsUtils.isPreFlightRequest(exchange.getRequest())) {
			// Last of all: the headers of an error, or of the provider, replace earlier
			// ones.
			exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> policy.mark(exchange)));
		}
		return next.filter(exchange);
	}

}
