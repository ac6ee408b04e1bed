package dev.crossaccount.gateway.provider;

import java.util.Set;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;

/** Lets only the provider's methods through: a path that exists answers 405, not 404. */
class AllowedMethods implements GatewayFilter {

	private final Set<HttpMethod> methods;

	AllowedMethods(Set<HttpMethod> methods) {
		this.methods = methods;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (this.methods.contains(method)) {
			return chain.filter(exchange);
		}
		return Mono.error(new MethodNotAllowedException(method, this.methods));
	}

}
