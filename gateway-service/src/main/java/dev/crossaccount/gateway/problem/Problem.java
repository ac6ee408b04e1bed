package dev.crossaccount.gateway.problem;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.request.RequestException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * An error as the caller sees it, without what belongs to the single request (RFC 9457).
 *
 * @param slug the last part of the type, stable
 * @param title what a person reads first
 * @param status HTTP status
 * @param detail what to do about it, a sentence without anything private
 * @param headers headers that the status asks for
 * @param members further members of the body
 */
public record Problem(String slug, String title, int status, String detail, Map<String, String> headers,
		Map<String, Object> members) {

	private static final String OVERLOADED = "overloaded";

	private static final String REDUCED_CAPACITY = "temporary-reduced-capacity";

	/**
	 * Slugs of the problems by which load is shed, to protect the gateway or a provider.
	 */
	public static final Set<String> SHED = Set.of(OVERLOADED, REDUCED_CAPACITY);

	/** Long enough for a target group to notice, short enough for a person. */
	private static final Map<String, String> RETRY = Map.of(HttpHeaders.RETRY_AFTER, "5");

	/** With what a credential opens (RFC 9110, 11.5). */
	private static final String BEARER = "Bearer realm=\"api\"";

	private static final String API_KEY = "ApiKey realm=\"api\"";

	private static final String MAY_BE_DONE = " It may have executed the request. Repeat a GET; before you repeat a"
			+ " change, look whether it was made.";

	public Problem(String slug, String title, int status, String detail, Map<String, String> headers) {
		this(slug, title, status, detail, headers, Map.of());
	}

	public static Problem badRequest(String detail) {
		return new Problem("bad-request", "Bad request", 400, detail, Map.of());
	}

	/**
	 * The answer to a request that could not be read.
	 * @param failure what kept it from being read
	 * @return 408 if it did not come in time, 413 if it was too large, else 400
	 */
	public static Problem of(RequestException failure) {
		String detail = String.valueOf(failure.getMessage());
		return switch (failure.kind()) {
			case TIMEOUT -> new Problem("request-timeout", "Request timeout", 408, detail, Map.of());
			case TOO_LARGE -> new Problem("content-too-large", "Content too large", 413, detail, Map.of());
			default -> badRequest(detail);
		};
	}

	public static Problem invalidApiKey() {
		return new Problem("invalid-api-key", "Invalid API key", 401,
				"The API key in x-api-key is not valid, or no longer. Send one key that the gateway's operator gave you.",
				Map.of(HttpHeaders.WWW_AUTHENTICATE, API_KEY));
	}

	/**
	 * The answer to a token that is not accepted (RFC 6750).
	 * @param description why and what to do, in printable ASCII without quotation marks
	 * @return 401
	 */
	public static Problem invalidToken(String description) {
		return new Problem("invalid-token", "Invalid token", 401, description, Map.of(HttpHeaders.WWW_AUTHENTICATE,
				BEARER + ", error=\"invalid_token\", error_description=\"" + description + "\""));
	}

	/**
	 * The answer to an Authorization header that carries something else than a token.
	 * @return 401
	 */
	public static Problem unknownScheme() {
		return new Problem("invalid-token", "Invalid token", 401,
				"The Authorization header carries no bearer token, and nothing else is accepted in it."
						+ " Write 'Authorization: Bearer <token>'.",
				Map.of(HttpHeaders.WWW_AUTHENTICATE, BEARER));
	}

	/**
	 * The answer to an Authorization header where no issuer of tokens is accepted.
	 * @return 401 with what would be accepted
	 */
	public static Problem noTokens() {
		return new Problem("invalid-token", "Invalid token", 401,
				"No tokens are accepted here. Leave the Authorization header out, and send an API key in the header"
						+ " x-api-key.",
				Map.of(HttpHeaders.WWW_AUTHENTICATE, API_KEY));
	}

	/**
	 * The answer to a token that can't be judged now.
	 * @return 503
	 */
	public static Problem authorizationServerUnavailable() {
		return new Problem("authorization-server-unavailable", "Authorization server unavailable", 503,
				"The token can't be verified because its issuer does not answer. Try again later.",
				Map.of(HttpHeaders.RETRY_AFTER, "10"));
	}

	/**
	 * The answer to a new token while too many others wait to be verified.
	 * @return 503
	 */
	public static Problem tooManyTokens() {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"Too many new tokens wait to be verified. Try again later.", RETRY);
	}

	public static Problem uriTooLong() {
		return new Problem("uri-too-long", "URI too long", 414, "The request line is too long. Send a shorter target.",
				Map.of());
	}

	public static Problem headersTooLarge() {
		return new Problem("request-header-fields-too-large", "Request header fields too large", 431,
				"The headers are too large. Send fewer or shorter ones.", Map.of());
	}

	/**
	 * The answer to a request without a credential where one is needed.
	 * @param tokens whether tokens are accepted at all
	 * @return 401 with what would be accepted
	 */
	public static Problem unauthenticated(boolean tokens) {
		String detail = "Say who you are: send an API key in the header x-api-key";
		return new Problem("unauthenticated", "Credential needed", 401,
				tokens ? detail + ", or an access token as 'Authorization: Bearer <token>'." : detail + ".",
				Map.of(HttpHeaders.WWW_AUTHENTICATE, tokens ? BEARER + ", " + API_KEY : API_KEY));
	}

	/**
	 * The answer to a caller that is known and may not do this (RFC 6750, 3.1).
	 * @param needed all scopes that the request needs
	 * @param missing those that the caller does not have
	 * @param byToken whether the caller sent a token, which is what the challenge is for
	 * @return 403 with what is missing
	 */
	public static Problem insufficientScope(List<String> needed, List<String> missing, boolean byToken) {
		return new Problem("insufficient-scope", "Not permitted", 403,
				"Your credential lacks the scope " + String.join(" and ", missing)
						+ ". Ask for one that has it; the same credential will be refused again.",
				byToken ? Map.of(HttpHeaders.WWW_AUTHENTICATE,
						BEARER + ", error=\"insufficient_scope\", scope=\"" + String.join(" ", needed) + "\"")
						: Map.of(),
				Map.of("scope", String.join(" ", missing)));
	}

	/**
	 * The answer to a browser that asks for a web page that may not do this.
	 * @param detail what may not be, a sentence
	 * @param key the setting that would permit it
	 * @param headers headers that the answer needs
	 * @return 403 without the headers that permit
	 */
	public static Problem corsNotAllowed(String detail, String key, Map<String, String> headers) {
		return new Problem("cors-not-allowed", "Not permitted from this web page", 403,
				detail + " Ask the operator of this API to allow it (" + key + ").", headers);
	}

	/**
	 * The answer to a caller that used up what its plan allows.
	 * @param detail what it allows, and what to do
	 * @param seconds time until a request may pass again
	 * @param violated names of the limits that are used up
	 * @return 429
	 */
	public static Problem quotaExceeded(String detail, long seconds, List<String> violated) {
		return new Problem("quota-exceeded", "Quota exceeded", 429, detail,
				Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)), Map.of("violated-policies", violated));
	}

	/**
	 * The answer while all callers together ask for more than a service is set to take.
	 * @param provider the service
	 * @param seconds time until a request may pass again
	 * @return 503
	 */
	public static Problem temporaryReducedCapacity(String provider, long seconds) {
		return new Problem(REDUCED_CAPACITY, "Temporary reduced capacity", 503,
				"The service '%s' gets more requests than it takes from all callers together. Come back in %d s."
					.formatted(provider, seconds),
				Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
	}

	/**
	 * The answer to a request too many at a time.
	 * @param provider the provider that has its share, or {@code null} if the gateway has
	 * all that it can serve
	 * @return 503
	 */
	public static Problem overloaded(@Nullable String provider) {
		String whose = (provider != null) ? "The service '" + provider + "'" : "The gateway";
		return new Problem(OVERLOADED, "Overloaded", 503,
				whose + " is serving as many requests as it may. The request was not sent; try again later.",
				Map.of(HttpHeaders.RETRY_AFTER, "1"));
	}

	/**
	 * The answer in place of a provider that keeps failing.
	 * @param provider its name
	 * @param seconds until it will be asked again
	 * @return 503
	 */
	static Problem resting(String provider, long seconds) {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"The service '" + provider + "' keeps failing, so the gateway does not ask it for now."
						+ " The request was not sent; try again later.",
				Map.of(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
	}

	static Problem notFound() {
		return new Problem("not-found", "Not found", 404, "No service is published under this path.", Map.of());
	}

	static Problem methodNotAllowed(String method, String allowed) {
		return new Problem("method-not-allowed", "Method not allowed", 405,
				method + " is not allowed here. Use one of: " + allowed + ".", Map.of(HttpHeaders.ALLOW, allowed));
	}

	static Problem internalError() {
		return new Problem("internal-error", "Internal error", 500,
				"The gateway failed. Report the request id if it happens again.", Map.of());
	}

	/**
	 * The answer in place of a provider that broke off.
	 * @param provider its name
	 * @return 502
	 */
	public static Problem badGateway(String provider) {
		return new Problem("bad-gateway", "Bad gateway", 502,
				"The service '" + provider + "' broke off or answered in a way that is not HTTP." + MAY_BE_DONE,
				Map.of());
	}

	/**
	 * The answer in place of a provider that can't be reached.
	 * @param provider its name
	 * @return 503
	 */
	public static Problem unavailable(String provider) {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"The service '" + provider + "' can't be reached. The request was not sent; try again later.", RETRY);
	}

	/**
	 * The answer in place of a provider that broke off, or behind whose load balancer
	 * there is none, to a request that may be repeated.
	 * @param provider its name
	 * @return 503
	 */
	public static Problem brokenOff(String provider) {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"The service '" + provider
						+ "' can't be reached, or broke off. This request may be repeated, as it is; try again later.",
				RETRY);
	}

	/**
	 * The answer in place of a provider that is late.
	 * @param provider its name
	 * @return 504
	 */
	public static Problem gatewayTimeout(String provider) {
		return new Problem("gateway-timeout", "Gateway timeout", 504,
				"The service '" + provider + "' did not answer in time." + MAY_BE_DONE, Map.of());
	}

}
