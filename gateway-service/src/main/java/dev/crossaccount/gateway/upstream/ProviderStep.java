package dev.crossaccount.gateway.upstream;

import java.util.Map;

import dev.crossaccount.gateway.direct.DirectExchange;
import dev.crossaccount.gateway.direct.DirectPaths;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Sends a request to its provider, on the short way where Cloud Gateway would add
 * nothing: nobody's filter, and nobody's route before the provider's.
 */
@Order(Steps.PROVIDER)
class ProviderStep implements Step, DirectPaths {

	private final Providers providers;

	private final Map<String, ProviderProxy> proxies;

	private final CloudGatewayParts others;

	ProviderStep(Providers providers, Map<String, ProviderProxy> proxies, CloudGatewayParts others) {
		this.providers = providers;
		this.proxies = proxies;
		this.others = others;
	}

	@Override
	public boolean contain(String path) {
		return !this.others.areNeeded() && this.providers.find(path) != null;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		ProviderProxy proxy = Provider.find(exchange, this.proxies);
		if (proxy == null || this.others.areNeeded() && !DirectExchange.is(exchange)) {
			return next.filter(exchange);
		}
		RequestRecord record = RequestRecord.required(exchange);
		return proxy.serve(exchange, record.head().headers(), record.channel());
	}

}
