package dev.crossaccount.gateway.provider;

import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets only the provider's methods through: a path that exists answers 405, not 404, and
 * not 401 either, since no credential would help.
 */
@Component
@Order(Steps.METHOD)
class AllowedMethods implements Step {

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		Provider provider = Provider.of(exchange);
		HttpMethod method = exchange.getRequest().getMethod();
		if (provider == null || provider.methods().contains(method)) {
			return next.filter(exchange);
		}
		return Mono.error(new MethodNotAllowedException(method, provider.methods()));
	}

}
