package dev.crossaccount.gateway.problem;

import java.util.Map;

import dev.crossaccount.gateway.request.RequestException;

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

	/** Long enough for a target group to notice, short enough for a person. */
	private static final Map<String, String> RETRY = Map.of(HttpHeaders.RETRY_AFTER, "5");

	public Problem(String slug, String title, int status, String detail, Map<String, String> headers) {
		this(slug, title, status, detail, headers, Map.of());
	}

	public static Problem badRequest(String detail) {
		return new Problem("bad-request", "Bad request", 400, detail, Map.of());
	}

	/**
	 * The answer to a request that could not be read.
	 * @param failure what kept it from being read
	 * @return 408 if it did not come in time, else 400
	 */
	public static Problem of(RequestException failure) {
		String detail = String.valueOf(failure.getMessage());
		return (failure.kind() == RequestException.Kind.TIMEOUT)
				? new Problem("request-timeout", "Request timeout", 408, detail, Map.of()) : badRequest(detail);
	}

	public static Problem invalidApiKey() {
		return new Problem("invalid-api-key", "Invalid API key", 401,
				"The API key in x-api-key is not valid, or no longer. Send one key that the gateway's operator gave you.",
				Map.of(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"api\""));
	}

	public static Problem uriTooLong() {
		return new Problem("uri-too-long", "URI too long", 414, "The request line is too long. Send a shorter target.",
				Map.of());
	}

	public static Problem headersTooLarge() {
		return new Problem("request-header-fields-too-large", "Request header fields too large", 431,
				"The headers are too large. Send fewer or shorter ones.", Map.of());
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

	static Problem badGateway(String provider) {
		return new Problem(
				"bad-gateway", "Bad gateway", 502, "The service '" + provider
						+ "' broke off or answered in a way that is not HTTP." + " It may have executed the request.",
				Map.of());
	}

	static Problem unavailable(String provider) {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"The service '" + provider + "' can't be reached. The request was not sent; try again later.", RETRY);
	}

	static Problem gatewayTimeout(String provider) {
		return new Problem("gateway-timeout", "Gateway timeout", 504,
				"The service '" + provider + "' did not answer in time. It may have executed the request.", Map.of());
	}

}
