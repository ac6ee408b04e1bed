package dev.crossaccount.gateway.edge;

import java.util.regex.Pattern;

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

	private static final String LENGTH = "content-length:";

	private static final Pattern NUMBER = Pattern.compile("[ \t]*+[0-9]++[ \t]*+\r");

	private static final String BAD_REQUEST_LINE = "The request line must be method, target and version with a single"
			+ " space between.";

	private int count;

	/** Netty leaves out what it takes for blank before a request, as soon as it comes. */
	private boolean skippedCr;

	private boolean hasLength;

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
				skip(in, line, in.readerIndex());
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
		boolean afterCr = this.skippedCr;
		this.skippedCr = false;
		if (this.count == 0 && (afterCr ? end == start : isEmpty(in, start, end))) {
			return;
		}
		if (this.count == 0 && (afterCr || !isRequestLine(in, start, end))) {
			this.violation = BAD_REQUEST_LINE;
		}
		else if (in.getByte(start) == HttpConstants.SP || in.getByte(start) == HttpConstants.HT) {
			this.violation = "A header must not go on in a second line.";
		}
		else if (isLength(in, start, end)) {
			if (this.hasLength || !isNumber(in, start + LENGTH.length(), end)) {
				this.violation = "There must be one Content-Length at most, and it must be a number.";
			}
			this.hasLength = true;
		}
		this.count++;
	}

	/** Only the beginning of an empty line may have been left out. */
	private void skip(ByteBuf in, int start, int end) {
		if (this.skippedCr || end > start + 1 || in.getByte(start) != HttpConstants.CR) {
			this.violation = BAD_REQUEST_LINE;
		}
		this.skippedCr = true;
	}

	private static boolean isLength(ByteBuf in, int start, int end) {
		int length = LENGTH.length();
		for (int i = 0; i < length; i++) {
			if (start + i >= end || Character.toLowerCase(in.getByte(start + i)) != LENGTH.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/** In HTTP/1.0 Netty takes the first of a list, and the last of several. */
	private static boolean isNumber(ByteBuf in, int start, int end) {
		return NUMBER.matcher(in.toString(start, end - start, US_ASCII)).matches();
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
