package dev.crossaccount.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpConstants;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Looks at the lines of one request line with headers as they came over the wire, for
 * what can't be seen once they are decoded.
 */
class HeadLines {

	/** Netty reads it in lower case too. */
	private static final ByteBuf VERSION = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("HTTP/", US_ASCII));

	private static final int VERSION_LENGTH = "HTTP/1.1\r".length();

	private int count;

	private @Nullable String violation;

	/**
	 * Reads on.
	 * @param in what was decoded, up to its reader index: whole lines
	 * @param start index of the first byte that was not read yet
	 */
	void read(ByteBuf in, int start) {
		int line = start;
		while (line < in.readerIndex() && this.violation == null) {
			int end = in.indexOf(line, in.readerIndex(), HttpConstants.LF);
			if (end < 0) {
				return;
			}
			read(in, line, end);
			line = end + 1;
		}
	}

	/** Whether there was anything but the empty lines that may stand before a request. */
	boolean hasBegun() {
		return this.count > 0;
	}

	@Nullable String violation() {
		return this.violation;
	}

	private void read(ByteBuf in, int start, int end) {
		if (this.count == 0 && isEmpty(in, start, end)) {
			return;
		}
		if (this.count == 0 && !isRequestLine(in, start, end)) {
			this.violation = "The request line must be method, target and version with a single space between.";
		}
		else if (in.getByte(start) == HttpConstants.SP || in.getByte(start) == HttpConstants.HT) {
			this.violation = "A header must not go on in a second line.";
		}
		this.count++;
	}

	private static boolean isEmpty(ByteBuf in, int start, int end) {
		return end == start || end == start + 1 && in.getByte(start) == HttpConstants.CR;
	}

	private static boolean isRequestLine(ByteBuf in, int start, int end) {
		int spaces = 0;
		for (int i = start; i < end - 1; i++) {
			byte octet = in.getByte(i);
			if (octet == HttpConstants.SP) {
				spaces++;
			}
			else if (octet >= 0 && octet < HttpConstants.SP || octet == 0x7F) {
				return false;
			}
		}
		return spaces == 2 && end - VERSION_LENGTH >= start
				&& ByteBufUtil.equals(in, end - VERSION_LENGTH, VERSION, 0, VERSION.readableBytes());
	}

}
