package dev.crossaccount.gateway.provider;

import java.util.regex.Pattern;

/** A path in the settings: it stands for itself and all below it, by whole segments. */
public final class PathPrefix {

	/** How one is written. */
	public static final String REMEDY = "Begin with /, name at least one segment of letters, digits or -._~"
			+ " and end without /; all below it is included, so it takes no wildcard.";

	private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	private static final Pattern DOT_SEGMENT = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

	private PathPrefix() {
	}

	/**
	 * Whether a text can be one.
	 * @param text from the settings
	 * @return whether it has a segment, nothing encoded, no dot segment, no slash at its
	 * end
	 */
	public static boolean isPlain(String text) {
		return PLAIN.matcher(text).matches() && !DOT_SEGMENT.matcher(text).matches();
	}

	/**
	 * Whether a path is at or below a prefix: {@code /dogs} covers {@code /dogs} and
	 * {@code /dogs/males}, not {@code /dogsx}.
	 * @param prefix a plain path
	 * @param path a path free of dot segments and the like
	 * @return whether it is covered
	 */
	public static boolean covers(String prefix, String path) {
		return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
	}

}
