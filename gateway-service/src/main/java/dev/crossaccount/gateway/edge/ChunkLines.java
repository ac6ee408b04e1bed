package dev.crossaccount.gateway.edge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpConstants;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Looks at the lines between the data of one chunked body as they came over the wire:
 * what Netty passes over in them, as in {@code 5 junk}, another server may read.
 * <p>
 * The grammar is that of RFC 9112, section 7.1. Possessive quantifiers, because others
 * would use stack for every repetition.
 */
class ChunkLines {

	private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

	private static final String QUOTED = "\"(?:[\t !#-\\[\\]-~\u0080-\u00ff]|\\\\[\t -~\u0080-\u00ff])*+\"";

	private static final String BLANKS = "[ \t]*+";

	private static final String EXTENSION = BLANKS + ";" + BLANKS + TOKEN + "(?:" + BLANKS + "=" + BLANKS + "(?:"
			+ TOKEN + "|" + QUOTED + "))?+";

	/** Netty takes no more than 8 digits after leading zeros. */
	private static final Pattern SIZE = Pattern.compile("0*([0-9A-Fa-f]{1,8})(?:" + EXTENSION + ")*+\r");

	private static final Pattern TRAILER = Pattern.compile("(?:" + TOKEN + ":[\t -~\u0080-\u00ff]*+)?+\r");

	private static final int LINE_END = "\r\n".length();

	/** How many bytes are to come before the next line. */
	private long data;

	private boolean inTrailers;

	/**
	 * Reads on.
	 * @param in what was decoded, up to its reader index: data and whole lines
	 * @param start index of the first byte that was not read yet
	 * @return whether every line is as it must be
	 */
	boolean read(ByteBuf in, int start) {
		int position = start;
		while (position < in.readerIndex()) {
			if (this.data > 0) {
				int skipped = (int) Math.min(this.data, in.readerIndex() - position);
				this.data -= skipped;
				position += skipped;
			}
			else {
				int end = in.indexOf(position, in.readerIndex(), HttpConstants.LF);
				if (end < 0 || !read(in.toString(position, end - position, ISO_8859_1))) {
					return false;
				}
				position = end + 1;
			}
		}
		return true;
	}

	private boolean read(String line) {
		if (this.inTrailers) {
			return TRAILER.matcher(line).matches();
		}
		Matcher size = SIZE.matcher(line);
		if (!size.matches()) {
			return false;
		}
		long length = Long.parseLong(size.group(1), 16);
		this.inTrailers = length == 0;
		// Netty looks at the line end behind the data itself.
		this.data = this.inTrailers ? 0 : length + LINE_END;
		return true;
	}

}
