package dev.crossaccount.gateway.consumer;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/** One way of saying who calls. */
public interface Authenticator {

	/**
	 * Looks for this way's credential in a request and judges it.
	 * @param exchange the request
	 * @return the caller; empty if the request carries no such credential; a
	 * {@code ProblemException} if it carries one that is not valid (401) or can't be
	 * judged now (503)
	 */
	Mono<Caller> authenticate(ServerWebExchange exchange);

}
