package dev.crossaccount.gateway.consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/** One way of saying who calls. */
public interface Authenticator {

	/**
	 * Looks for this way's credential in a request and judges it.
	 * @param exchange the request
	 * @return the caller, or a {@code ProblemException} if the credential is not valid
	 * (401) or can't be judged now (503); {@code null} if the request carries none of
	 * this kind
	 */
	@Nullable Mono<Caller> authenticate(ServerWebExchange exchange);

}
