package dev.crossaccount.todo.item;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;

/**
 * Holds the versions that a client is ready to change.
 *
 * @param any whether every version will do
 * @param versions the versions, never empty, so that it can stand in an SQL {@code in}
 */
record IfMatch(boolean any, List<Integer> versions) {

	/** Versions start from 1. */
	private static final int NO_VERSION = 0;

	private static final IfMatch ANY = new IfMatch(true, List.of(NO_VERSION));

	/** One tag and the comma after it; empty elements are legal. Never backtracks. */
	private static final Pattern TAG = Pattern
		.compile("\\G[ \\t,]*+(W/)?+\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"[ \\t]*+(?:,|$)");

	private static final Pattern NO_MORE = Pattern.compile("[ \\t,]*+");

	/** Only what {@link Todo#etag()} makes: other tags are legal and match nothing. */
	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

	/**
	 * Reads the header, RFC 9110 section 13.1.1. A weak tag matches nothing.
	 * @param headers the request's headers
	 * @return the versions
	 */
	static IfMatch from(HttpHeaders headers) {
		List<String> lines = headers.getOrEmpty(HttpHeaders.IF_MATCH);
		String value = String.join(",", lines).strip();
		if (lines.isEmpty() || value.equals("*")) {
			return ANY;
		}
		return new IfMatch(false, versions(value));
	}

	private static List<Integer> versions(String value) {
		List<Integer> versions = new ArrayList<>(List.of(NO_VERSION));
		int end = 0;
		for (Matcher tag = TAG.matcher(value); tag.find(); end = tag.end()) {
			if (tag.group(1) == null && VERSION.matcher(tag.group(2)).matches()) {
				versions.add(Integer.valueOf(tag.group(2)));
			}
		}
		if (end == 0 || !NO_MORE.matcher(value.substring(end)).matches()) {
			throw new InvalidValueException(HttpHeaders.IF_MATCH,
					"If-Match must be * or a list of entity tags in double quotes.");
		}
		return versions;
	}

}
