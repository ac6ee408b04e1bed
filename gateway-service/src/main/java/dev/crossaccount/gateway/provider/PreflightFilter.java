package dev.crossaccount.gateway.provider;

import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;

/**
 * Routes a CORS preflight as any other OPTIONS request. Spring would answer it by itself,
 * with an empty 200 or 403, before the route and its methods are asked.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PreflightFilter implements WebFilter {

	private final RoutePredicateHandlerMapping routes;

	PreflightFilter(RoutePredicateHandlerMapping routes) {
		this.routes = routes;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!CorsUtils.isPreFlightRequest(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		return this.routes.getHandler(withoutOrigin(exchange))
			.cast(WebHandler.class)
			.switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
			.flatMap((handler) -> handler.handle(exchange));
	}

	/** For the look-up alone: so it is no preflight, and the route is still found. */
	private static ServerWebExchange withoutOrigin(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest()
			.mutate()
			.headers((headers) -> headers.remove(HttpHeaders.ORIGIN))
			.build();
		return exchange.mutate().request(request).build();
	}

}
