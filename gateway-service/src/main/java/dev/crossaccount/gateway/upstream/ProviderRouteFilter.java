package dev.crossaccount.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;
import dev.crossaccount.gateway.request.RequestRecord;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends a request to its provider at the end of Cloud Gateway's filters: with the path
 * and headers that they made of it, and its answer through what they made of the
 * response.
 */
class ProviderRouteFilter implements GlobalFilter, OwnFilter, Ordered {

	private final Map<String, ProviderProxy> proxies;

	ProviderRouteFilter(Map<String, ProviderProxy> proxies) {
		this.proxies = proxies;
	}

	/** Before Cloud Gateway's own, which serves other routes. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		ProviderProxy proxy = Provider.isRouteOfOne(route) ? Provider.find(exchange, this.proxies) : null;
		if (proxy == null) {
			return chain.filter(exchange);
		}
		ServerWebExchangeUtils.setAlreadyRouted(exchange);
		return proxy.serve(exchange, headers(exchange), RequestRecord.required(exchange).channel());
	}

	private static List<Entry<String, String>> headers(ServerWebExchange exchange) {
		List<Entry<String, String>> headers = new ArrayList<>();
		exchange.getRequest()
			.getHeaders()
			.forEach((name, values) -> values.forEach((value) -> headers.add(Map.entry(name, value))));
		return headers;
	}

}
