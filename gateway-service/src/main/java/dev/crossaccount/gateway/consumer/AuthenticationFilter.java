package dev.crossaccount.gateway.consumer;

import java.util.List;

import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.request.PublicFilter;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Finds out who calls. A credential that is not valid is refused only after the request
 * was counted, as an anonymous one, so that whoever tries many is slowed down.
 */
@Component
@Order(Steps.AUTHENTICATE)
class AuthenticationFilter extends PublicFilter {

	private final List<Authenticator> authenticators;

	private final Consumers consumers;

	AuthenticationFilter(List<Authenticator> authenticators, Consumers consumers) {
		this.authenticators = authenticators;
		this.consumers = consumers;
	}

	@Override
	protected Mono<Void> step(ServerWebExchange exchange, WebFilterChain chain) {
		return Flux.fromIterable(this.authenticators)
			.concatMap((authenticator) -> authenticator.authenticate(exchange))
			.next()
			.onErrorResume(ProblemException.class, (refusal) -> {
				exchange.getAttributes().put(Caller.REFUSAL_ATTRIBUTE, refusal);
				return Mono.empty();
			})
			.defaultIfEmpty(this.consumers.anonymous())
			.flatMap((caller) -> {
				exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
				return chain.filter(exchange);
			});
	}

}
