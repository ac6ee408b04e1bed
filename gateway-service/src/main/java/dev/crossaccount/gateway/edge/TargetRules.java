package dev.crossaccount.gateway.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Judges a request target before anything is decided on it. What passes is a plain path
 * that every server reads the same way, so that a request for one provider's path can't
 * become another's.
 */
final class TargetRules {

	private static final String PATH_EXTRAS = "-._~!$&'()*+,=:@/;";

	/** Brackets are not in the grammar, but common in names of parameters. */
	private static final String QUERY_EXTRAS = "-._~!$&'()*+,=:@/?;[]";

	private static final List<String> SCHEMES = List.of("http://", "https://");

	private TargetRules() {
	}

	/**
	 * Judges a target.
	 * @param target as it stands in the request line
	 * @return what is wrong with it, a sentence, or {@code null} if it may pass
	 */
	static @Nullable String violation(String target) {
		String pathAndQuery = withoutAuthority(target);
		if (!pathAndQuery.startsWith("/")) {
			return "The request target must be a path that begins with /.";
		}
		int end = pathAndQuery.indexOf('?');
		String path = (end < 0) ? pathAndQuery : pathAndQuery.substring(0, end);
		String query = (end < 0) ? "" : pathAndQuery.substring(end + 1);
		if (!isEncoded(path, PATH_EXTRAS)) {
			return "The path has a character that must be percent-encoded, or a bad percent-encoding.";
		}
		if (!isEncoded(query, QUERY_EXTRAS)) {
			return "The query has a character that must be percent-encoded, or a bad percent-encoding.";
		}
		if (path.contains("//") || path.contains(";") || hasDotSegment(path) || hidesDelimiter(path)) {
			return "The path is ambiguous: it must have no empty, '.' or '..' segment, no ';'"
					+ " and no encoded '/', '\\', ';' or control character.";
		}
		return isUtf8(path) ? null : "The path is not UTF-8: percent-encode the shortest form of each character.";
	}

	/** Servers must accept the absolute form too (RFC 9112, 3.2.2). */
	private static String withoutAuthority(String target) {
		int authority = authorityStart(target);
		if (authority < 0) {
			return target;
		}
		int path = target.indexOf('/', authority);
		return (path < 0) ? "" : target.substring(path);
	}

	/** Where the host of a target in absolute form begins, or -1 in any other form. */
	static int authorityStart(String target) {
		for (String scheme : SCHEMES) {
			if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
				return scheme.length();
			}
		}
		return -1;
	}

	private static boolean isEncoded(String text, String extras) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%') {
				if (octet(text, i) < 0) {
					return false;
				}
				i += 2;
			}
			else if (!isAlphanumeric(c) && extras.indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasDotSegment(String path) {
		if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
			return false;
		}
		for (String segment : path.replace("%2e", ".").replace("%2E", ".").split("/", -1)) {
			if (segment.equals(".") || segment.equals("..")) {
				return true;
			}
		}
		return false;
	}

	private static boolean hidesDelimiter(String path) {
		for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 3)) {
			int octet = octet(path, i);
			if (octet < 0x20 || octet == 0x7F || octet == '/' || octet == '\\' || octet == ';') {
				return true;
			}
		}
		return false;
	}

	/** An overlong slash is one to some servers, and a lone surrogate nobody's letter. */
	private static boolean isUtf8(String path) {
		if (path.indexOf('%') < 0) {
			return true;
		}
		ByteBuffer octets = ByteBuffer.allocate(path.length());
		for (int i = 0; i < path.length(); i++) {
			if (path.charAt(i) == '%') {
				octets.put((byte) octet(path, i));
				i += 2;
			}
			else {
				octets.put((byte) path.charAt(i));
			}
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	private static int octet(String text, int percent) {
		if (percent + 2 >= text.length()) {
			return -1;
		}
		int high = Character.digit(text.charAt(percent + 1), 16);
		int low = Character.digit(text.charAt(percent + 2), 16);
		return (high < 0 || low < 0) ? -1 : high * 16 + low;
	}

	private static boolean isAlphanumeric(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
	}

}
