package dev.crossaccount.privatelink.requestid;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Names and form of the request id: 1 to 128 characters of {@code [A-Za-z0-9._-]}.
 */
public final class RequestId {

	/** Header that carries the id, in requests and responses. */
	public static final String HEADER = "X-Request-Id";

	/** Request attribute that holds the id as a {@code String}. */
	public static final String ATTRIBUTE = "requestId";

	/** MDC key of the id. */
	public static final String MDC_KEY = "requestId";

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

	private RequestId() {
	}

	/**
	 * Returns the id of a request.
	 * @param request the request
	 * @return the id, or {@code null} before {@link RequestIdFilter} has seen the request
	 */
	public static @Nullable String of(ServletRequest request) {
		return (String) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Returns the id that came with a request, or a new one.
	 * @param candidate the header's value
	 * @return the candidate where it is well-formed, otherwise 32 new hex digits
	 */
	public static String keepOrMake(@Nullable String candidate) {
		if (candidate != null && WELL_FORMED.matcher(candidate).matches()) {
			return candidate;
		}
		return make();
	}

	/** Unique is enough: nobody may do anything by knowing an id. */
	private static String make() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		HexFormat hex = HexFormat.of();
		return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
	}

}
