package dev.crossaccount.gateway.token;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.crossaccount.gateway.consumer.Authenticator;
import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.consumer.Consumers;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Knows a caller by a bearer token in the header {@code Authorization} (RFC 6750),
 * nowhere else.
 */
class TokenAuthenticator implements Authenticator {

	static final int MAX_LENGTH = 8 * 1024;

	private static final String SCHEME = "Bearer ";

	private final Consumers consumers;

	private final @Nullable VerifiedTokens tokens;

	/**
	 * Creates the authenticator.
	 * @param consumers who may call
	 * @param tokens judges tokens; {@code null} if no issuer is accepted
	 */
	TokenAuthenticator(Consumers consumers, @Nullable VerifiedTokens tokens) {
		this.consumers = consumers;
		this.tokens = tokens;
	}

	@Override
	public @Nullable Mono<Caller> authenticate(ServerWebExchange exchange) {
		List<String> credentials = exchange.getRequest().getHeaders().get(HttpHeaders.AUTHORIZATION);
		return (credentials == null) ? null : authenticate(credentials);
	}

	private Mono<Caller> authenticate(List<String> credentials) {
		if (this.tokens == null) {
			return Mono.error(new ProblemException(Problem.noTokens()));
		}
		if (credentials.size() > 1) {
			return refuse("There is more than one Authorization header. Send one.");
		}
		String credential = credentials.get(0);
		if (!credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return Mono.error(new ProblemException(Problem.unknownScheme()));
		}
		if (credential.length() > SCHEME.length() + MAX_LENGTH) {
			return refuse("The token is longer than " + MAX_LENGTH + " characters. Ask for one with fewer claims.");
		}
		return this.tokens.verify(credential.substring(SCHEME.length()).trim())
			.map((token) -> this.consumers.ofToken(token.client(), token.scopes()))
			.onErrorMap(TokenAuthenticator::refusal);
	}

	private static Throwable refusal(Throwable failure) {
		if (failure instanceof InvalidTokenException invalid) {
			return new ProblemException(Problem.invalidToken(String.valueOf(invalid.getMessage())));
		}
		if (failure instanceof KeysUnavailableException) {
			return ProblemException.unlogged(Problem.authorizationServerUnavailable());
		}
		if (failure instanceof RejectedExecutionException) {
			return ProblemException.unlogged(Problem.tooManyTokens());
		}
		return failure;
	}

	private static Mono<Caller> refuse(String description) {
		return Mono.error(new ProblemException(Problem.invalidToken(description)));
	}

}
