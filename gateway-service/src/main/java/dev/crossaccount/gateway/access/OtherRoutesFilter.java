package dev.crossaccount.gateway.access;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;

/**
 * Guards routes of Cloud Gateway that are no provider's: {@code gateway.access} says what
 * their callers need.
 */
class OtherRoutesFilter implements GlobalFilter, OwnFilter, Ordered {

	/** Stands for the provider, which has no rules. */
	private static final String NO_PROVIDER = "";

	private final AccessFilter access;

	OtherRoutesFilter(AccessFilter access) {
		this.access = access;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return (Provider.of(exchange) != null) ? chain.filter(exchange)
				: this.access.check(exchange, NO_PROVIDER, () -> chain.filter(exchange));
	}

}
