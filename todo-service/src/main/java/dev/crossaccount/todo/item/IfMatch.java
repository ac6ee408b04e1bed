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

	private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"";

	private static final Pattern TAGS = Pattern
		.compile("[ \\t,]*" + TAG + "(?:[ \\t]*,[ \\t,]*(?:" + TAG + ")?)*[ \\t]*");

	private static final Pattern EACH_TAG = Pattern.compile(TAG);

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
		if (!TAGS.matcher(value).matches()) {
			throw new InvalidValueException(HttpHeaders.IF_MATCH,
					"If-Match must be * or a list of entity tags in double quotes.");
		}
		return new IfMatch(false, versions(value));
	}

	private static List<Integer> versions(String value) {
		List<Integer> versions = new ArrayList<>(List.of(NO_VERSION));
		for (Matcher tag = EACH_TAG.matcher(value); tag.find();) {
			if (tag.group(1) == null && VERSION.matcher(tag.group(2)).matches()) {
				versions.add(Integer.valueOf(tag.group(2)));
			}
		}
		return versions;
	}

}
