package dev.crossaccount.gateway.provider;

import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Finds the provider that a request is for, once, for all that follows. */
@Component
@Order(Steps.MATCH)
class ProviderFilter implements Step {

	private final Providers providers;

	ProviderFilter(Providers providers) {
		this.providers = providers;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		String path = exchange.getRequest().getURI().getRawPath();
		Providers.Match match = this.providers.find(path);
		if (match != null) {
			exchange.getAttributes().put(Provider.ATTRIBUTE, match.provider());
			exchange.getAttributes().put(Provider.ROUTE_ATTRIBUTE, match.route());
		}
		return next.filter(exchange);
	}

}
