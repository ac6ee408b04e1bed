package dev.crossaccount.gateway.consumer;

import java.util.List;

import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
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
class AuthenticationFilter implements Step {

	private final List<Authenticator> authenticators;

	private final Consumers consumers;

	AuthenticationFilter(List<Authenticator> authenticators, Consumers consumers) {
		this.authenticators = authenticators;
		this.consumers = consumers;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		return authenticate(exchange).onErrorResume(ProblemException.class, (refusal) -> {
			exchange.getAttributes().put(Caller.REFUSAL_ATTRIBUTE, refusal);
			return Mono.just(this.consumers.anonymous());
		}).flatMap((caller) -> {
			exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
			return next.filter(exchange);
		});
	}

	/** The first credential that there is decides. */
	private Mono<Caller> authenticate(ServerWebExchange exchange) {
		for (Authenticator authenticator : this.authenticators) {
			Mono<Caller> caller = authenticator.authenticate(exchange);
			if (caller != null) {
				return caller;
			}
		}
		return Mono.just(this.consumers.anonymous());
	}

}
