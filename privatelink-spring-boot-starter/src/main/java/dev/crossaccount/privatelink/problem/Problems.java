package dev.crossaccount.privatelink.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Makes RFC 9457 problems of one shape: a stable type, a title a person understands, and
 * a detail to act on.
 */
public final class Problems {

	private static final String TYPE_PREFIX = "urn:problem-type:";

	/** Statuses whose slug is not simply the name of the status. */
	private static final Map<HttpStatusCode, String> SLUGS = Map.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
			HttpStatus.CONTENT_TOO_LARGE, "content-too-large");

	private Problems() {
	}

	/**
	 * Makes a problem.
	 * @param status the HTTP status
	 * @param slug what makes the type, such as {@code todo-not-found}
	 * @param title what is wrong, the same for every occurrence
	 * @param detail what is wrong this time, as a sentence
	 * @return the problem
	 */
	public static ProblemDetail of(HttpStatusCode status, String slug, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setType(URI.create(TYPE_PREFIX + slug));
		problem.setTitle(title);
		problem.setDetail(detail);
		return problem;
	}

	/**
	 * Makes a 400 about one field, header or parameter.
	 * @param field its name
	 * @param detail what is wrong with it, as a sentence
	 * @return the problem
	 */
	public static ProblemDetail invalid(String field, String detail) {
		ProblemDetail problem = of(HttpStatus.BAD_REQUEST, "invalid-value", "Invalid value", detail);
		problem.setProperty("field", field);
		return problem;
	}

	/**
	 * Makes the general problem of a status.
	 * @param status the HTTP status
	 * @param detail what is wrong this time, as a sentence
	 * @return the problem
	 */
	public static ProblemDetail ofStatus(HttpStatusCode status, @Nullable String detail) {
		HttpStatus known = HttpStatus.resolve(status.value());
		if (known == null) {
			known = status.is5xxServerError() ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.BAD_REQUEST;
		}
		String slug = SLUGS.getOrDefault(known, known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
		return of(status, slug, title(known), detail);
	}

	/**
	 * Adds the request id, ahead of the members that only some problems have.
	 * @param problem the problem
	 * @param requestId the id
	 */
	static void identify(ProblemDetail problem, String requestId) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("requestId", requestId);
		if (problem.getProperties() != null) {
			problem.getProperties().forEach(properties::putIfAbsent);
		}
		problem.setProperties(properties);
	}

	private static String title(HttpStatus status) {
		String phrase = status.getReasonPhrase();
		return phrase.substring(0, 1) + phrase.substring(1).toLowerCase(Locale.ROOT);
	}

}
