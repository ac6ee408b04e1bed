package dev.crossaccount.todo.item;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Holds which part of the list is asked for.
 *
 * @param after the place in the order of creation after which the page begins
 * @param limit how many todos at most
 */
record PageQuery(long after, int limit) {

	static final int DEFAULT_LIMIT = 100;

	static final int MAX_LIMIT = 1000;

	/** Up to 18 digits: all of them fit a long. */
	private static final Pattern PLACE = Pattern.compile("[1-9][0-9]{0,17}");

	private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");

	static PageQuery of(@Nullable String limit, @Nullable String after) {
		return new PageQuery((after != null) ? parseAfter(after) : 0,
				(limit != null) ? parseLimit(limit) : DEFAULT_LIMIT);
	}

	/**
	 * Makes the value of {@code after} for the page that follows a todo.
	 * @param last the place of the last todo of a page
	 * @return an opaque string of URL-safe characters
	 */
	static String after(long last) {
		return encode(Long.toString(last));
	}

	private static int parseLimit(String limit) {
		if (!LIMIT.matcher(limit).matches() || Integer.parseInt(limit) > MAX_LIMIT) {
			throw new InvalidValueException("limit",
					"'limit' must be a whole number from 1 to %d.".formatted(MAX_LIMIT));
		}
		return Integer.parseInt(limit);
	}

	private static long parseAfter(String after) {
		String place = decode(after);
		// The decoder ignores the last bits, so that other strings would mean the same.
		if (!PLACE.matcher(place).matches() || !encode(place).equals(after)) {
			throw new InvalidValueException("after",
					"'after' must be taken as it is from the Link header of the page before.");
		}
		return Long.parseLong(place);
	}

	private static String encode(String place) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
	}

	private static String decode(String after) {
		try {
			return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.US_ASCII);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
