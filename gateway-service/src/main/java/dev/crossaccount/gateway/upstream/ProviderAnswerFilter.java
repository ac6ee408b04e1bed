package dev.crossaccount.gateway.upstream;

import java.util.Map;
import java.util.Objects;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;

/**
 * Passes on the body of a provider's answer where Cloud Gateway does: after filters have
 * made what they like of its head, and through what they made of the response.
 */
class ProviderAnswerFilter implements GlobalFilter, OwnFilter, Ordered {

	private static final String ATTRIBUTE = ProviderAnswerFilter.class.getName();

	private final Map<String, ProviderProxy> proxies;

	ProviderAnswerFilter(Map<String, ProviderProxy> proxies) {
		this.proxies = proxies;
	}

	static void keep(ServerWebExchange exchange, UpstreamAnswer answer) {
		exchange.getAttributes().put(ATTRIBUTE, answer);
	}

	@Override
	public int getOrder() {
		return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return chain.filter(exchange)
			.doOnCancel(() -> discard(exchange))
			.doOnError((failure) -> discard(exchange))
			.then(Mono.defer(() -> pass(exchange)));
	}

	private Mono<Void> pass(ServerWebExchange exchange) {
		UpstreamAnswer answer = (UpstreamAnswer) exchange.getAttributes().remove(ATTRIBUTE);
		return (answer != null) ? Objects.requireNonNull(Provider.find(exchange, this.proxies)).pass(answer, exchange)
				: Mono.empty();
	}

	private static void discard(ServerWebExchange exchange) {
		UpstreamAnswer answer = (UpstreamAnswer) exchange.getAttributes().remove(ATTRIBUTE);
		if (answer != null) {
			answer.discard();
		}
	}

}
