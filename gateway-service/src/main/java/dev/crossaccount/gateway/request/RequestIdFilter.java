package dev.crossaccount.gateway.request;

import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Puts the request id on every answer, and into the record of the request. */
@Component
@Order(Steps.IDENTIFY)
class RequestIdFilter implements Step {

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		String id = RequestId.of(exchange);
		exchange.getResponse().getHeaders().set(RequestId.HEADER, id);
		RequestRecord.required(exchange).identify(id);
		return next.filter(exchange);
	}

}
