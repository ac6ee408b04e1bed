package dev.crossaccount.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Another reader of requests, by the grammar of RFC 9112 alone, to compare with: what it
 * does not read is not well-formed.
 */
final class StrictRequests {

	private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

	private static final String LINE = "(?:" + TOKEN + ":[\\t -~\\x80-\\xff]*\\r\\n)";

	private static final Pattern EMPTY_LINES = Pattern.compile("(?:\\r?\\n)*");

	private static final Pattern HEAD = Pattern
		.compile("(" + TOKEN + " [!-~\\x80-\\xff]+) HTTP/1\\.[01]\\r\\n(" + LINE + "*)\\r\\n");

	private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,30})(?:[ \\t]*;[\\t -~\\x80-\\xff]*)?\\r\\n");

	private static final Pattern TRAILERS = Pattern.compile(LINE + "*\\r\\n");

	private final String bytes;

	private int position;

	private StrictRequests(String bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads as many as there are, up to the first that is not well-formed or not whole.
	 * @param bytes a char each
	 * @return method, target and body of each
	 */
	static List<String> read(String bytes) {
		StrictRequests requests = new StrictRequests(bytes);
		List<String> read = new ArrayList<>();
		for (String next = requests.next(); next != null; next = requests.next()) {
			read.add(next);
		}
		return read;
	}

	private @Nullable String next() {
		match(EMPTY_LINES);
		Matcher head = match(HEAD);
		if (head == null) {
			return null;
		}
		List<String> lengths = values(head.group(2), "content-length");
		List<String> codings = values(head.group(2), "transfer-encoding");
		String body = codings.isEmpty() ? counted(lengths) : chunked(lengths, codings);
		return (body != null) ? head.group(1) + "\n" + body : null;
	}

	private @Nullable String counted(List<String> lengths) {
		if (lengths.isEmpty()) {
			return "";
		}
		if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
			return null;
		}
		return take(Integer.parseInt(lengths.get(0)));
	}

	private @Nullable String chunked(List<String> lengths, List<String> codings) {
		if (!lengths.isEmpty() || !codings.equals(List.of("chunked"))) {
			return null;
		}
		StringBuilder body = new StringBuilder();
		while (true) {
			Matcher size = match(SIZE);
			if (size == null) {
				return null;
			}
			String digits = size.group(1).replaceFirst("^0+", "");
			if (digits.isEmpty()) {
				return (match(TRAILERS) != null) ? body.toString() : null;
			}
			String data = (digits.length() < 8) ? take(Integer.parseInt(digits, 16)) : null;
			if (data == null || !"\r\n".equals(take(2))) {
				return null;
			}
			body.append(data);
		}
	}

	private static List<String> values(String lines, String name) {
		return lines.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
			.toList();
	}

	private @Nullable Matcher match(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.bytes).region(this.position, this.bytes.length());
		if (!matcher.lookingAt()) {
			return null;
		}
		this.position = matcher.end();
		return matcher;
	}

	private @Nullable String take(int length) {
		if (length > this.bytes.length() - this.position) {
			return null;
		}
		this.position += length;
		return this.bytes.substring(this.position - length, this.position);
	}

}
