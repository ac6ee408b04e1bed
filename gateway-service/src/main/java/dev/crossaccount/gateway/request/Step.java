package dev.crossaccount.gateway.request;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * A step on the way of a request through the public port, at its place in {@link Steps}.
 */
@FunctionalInterface
public interface Step {

	/**
	 * Takes this step.
	 * @param exchange a request to the public port
	 * @param next the steps that follow
	 * @return completes with the answer
	 */
	Mono<Void> take(ServerWebExchange exchange, WebFilterChain next);

}
