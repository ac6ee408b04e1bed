package dev.crossaccount.gateway.upstream;

import java.util.Map;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;
import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
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

	/** Before Cloud Gateway's own, which serves other routes. */
	static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;

	private final Map<String, ProviderProxy> proxies;

	ProviderRouteFilter(Map<String, ProviderProxy> proxies) {
		this.proxies = proxies;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		ProviderProxy proxy = Provider.isRouteOfOne(route) ? Provider.find(exchange, this.proxies) : null;
		if (proxy == null) {
			return chain.filter(exchange);
		}
		ServerWebExchangeUtils.setAlreadyRouted(exchange);
		return proxy.send(exchange, headers(exchange), RequestRecord.required(exchange).channel())
			.doOnNext((answer) -> ProviderAnswerFilter.keep(exchange, answer))
			.then();
	}

	/** Checked, because filters may have made headers of what a client sent. */
	private static HttpHeaders headers(ServerWebExchange exchange) {
		HttpHeaders headers = new DefaultHttpHeaders();
		exchange.getRequest().getHeaders().forEach(headers::add);
		return headers;
	}

}
