package dev.crossaccount.gateway.consumer;

import java.util.List;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Knows a caller by its API key. First of all, so that no second credential goes unseen.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiKeyAuthenticator implements Authenticator {

	private static final String HEADER = "x-api-key";

	private static final Mono<Caller> INVALID = Mono.error(new ProblemException(Problem.invalidApiKey()));

	private static final Mono<Caller> TWO_CREDENTIALS = Mono.error(new ProblemException(
			Problem.badRequest("The request has an API key and an Authorization header. Send one of the two.")));

	private final Consumers consumers;

	ApiKeyAuthenticator(Consumers consumers) {
		this.consumers = consumers;
	}

	@Override
	public @Nullable Mono<Caller> authenticate(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		List<String> sent = headers.get(HEADER);
		if (sent == null) {
			return null;
		}
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return TWO_CREDENTIALS;
		}
		Caller caller = (sent.size() == 1) ? this.consumers.ofKey(sent.get(0)) : null;
		return (caller != null) ? Mono.just(caller) : INVALID;
	}

}
