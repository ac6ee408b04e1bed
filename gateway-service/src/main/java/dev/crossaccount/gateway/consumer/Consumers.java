package dev.crossaccount.gateway.consumer;

import java.time.Duration;
import java.util.Set;

import dev.crossaccount.gateway.settings.Rate;

import org.springframework.stereotype.Component;

/** Who may call, and how often. */
@Component
public class Consumers {

	private static final Plan ANONYMOUS = new Plan("anonymous", new Rate(20, Duration.ofSeconds(1)), 100, null);

	/** Somebody without a credential. */
	Caller anonymous() {
		return new Caller(Caller.ANONYMOUS, Caller.Method.ANONYMOUS, Set.of(), ANONYMOUS);
	}

	/**
	 * Somebody with a valid token.
	 * @param client the client that the token was issued to
	 * @param scopes what the token allows
	 * @return the caller, with the plan of the consumer that the client is, or the
	 * default plan
	 */
	public Caller ofToken(String client, Set<String> scopes) {
		return new Caller(client, Caller.Method.JWT, scopes, ANONYMOUS);
	}

}
