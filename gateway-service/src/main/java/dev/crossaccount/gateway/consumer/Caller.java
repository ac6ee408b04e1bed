package dev.crossaccount.gateway.consumer;

import java.util.Set;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * Who sent a request, as far as the gateway knows.
 *
 * @param consumer the consumer's id, or {@code anonymous}
 * @param method how the caller said who it is
 * @param scopes what the caller may do
 * @param plan how often the caller may call
 */
public record Caller(String consumer, Method method, Set<String> scopes, Plan plan) {

	/** The consumer of requests without a credential; no consumer may be called so. */
	public static final String ANONYMOUS = "anonymous";

	private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

	static final String ATTRIBUTE = Caller.class.getName();

	static final String REFUSAL_ATTRIBUTE = Caller.class.getName() + ".refusal";

	/**
	 * The caller of a request.
	 * @param exchange a request that has passed authentication
	 * @return its caller
	 */
	public static Caller of(ServerWebExchange exchange) {
		return exchange.getRequiredAttribute(ATTRIBUTE);
	}

	/**
	 * The caller of a request that may have been answered before anybody asked.
	 * @param exchange a request
	 * @return its caller, or {@code null} if it has not passed authentication
	 */
	public static @Nullable Caller find(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/**
	 * Why the credential of a request was not accepted.
	 * @param exchange a request that has passed authentication
	 * @return the refusal, or {@code null} if the credential is valid or there is none
	 */
	public static @Nullable ProblemException refusal(ServerWebExchange exchange) {
		return exchange.getAttribute(REFUSAL_ATTRIBUTE);
	}

	/**
	 * Whether a text can be a scope (RFC 6749, 3.3).
	 * @param text any text
	 * @return whether it is one or more visible ASCII characters but {@code "} and
	 * {@code \}
	 */
	public static boolean isScope(String text) {
		return SCOPE.matcher(text).matches();
	}

	/** How a caller says who it is. */
	public enum Method {

		/** Not at all. */
		ANONYMOUS("anonymous"),

		/** By the header {@code x-api-key}. */
		API_KEY("api-key"),

		/** By a bearer token. */
		JWT("jwt");

		private final String text;

		Method(String text) {
			this.text = text;
		}

		/** As providers and logs are told. */
		public String text() {
			return this.text;
		}

	}

}
