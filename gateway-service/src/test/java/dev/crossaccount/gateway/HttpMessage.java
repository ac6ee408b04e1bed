package dev.crossaccount.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request or response as it came over the wire.
 *
 * @param startLine first line
 * @param headers header lines as they came
 * @param body the body without its chunk framing
 * @param complete whether the body came to its proper end
 */
record HttpMessage(String startLine, List<String> headers, byte[] body, boolean complete) {

	int status() {
		return Integer.parseInt(this.startLine.split(" ")[1]);
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	List<String> all(String name) {
		return this.headers.stream()
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).trim())
			.toList();
	}

	String header(String name) {
		List<String> values = all(name);
		if (values.size() != 1) {
			throw new AssertionError("Expected one " + name + " but got " + values + " in " + this.headers);
		}
		return values.get(0);
	}

	/** Reads one message; {@code null} if the connection ends before it begins. */
	static @Nullable HttpMessage read(InputStream in, boolean bodiless) throws IOException {
		String startLine = line(in);
		if (startLine == null) {
			return null;
		}
		List<String> headers = new ArrayList<>();
		for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
			headers.add(line);
		}
		HttpMessage head = new HttpMessage(startLine, List.copyOf(headers), new byte[0], true);
		return bodiless ? head : head.readBody(in);
	}

	private HttpMessage readBody(InputStream in) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		boolean complete = true;
		try {
			if (!all("Transfer-Encoding").isEmpty()) {
				readChunks(in, body);
			}
			else if (!all("Content-Length").isEmpty()) {
				copy(in, Integer.parseInt(header("Content-Length")), body);
			}
		}
		catch (EOFException | SocketException ex) {
			complete = false;
		}
		return new HttpMessage(this.startLine, this.headers, body.toByteArray(), complete);
	}

	private static void readChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
		while (true) {
			String size = line(in);
			if (size == null) {
				throw new EOFException();
			}
			int length = Integer.parseInt(size, 16);
			copy(in, length, body);
			line(in);
			if (length == 0) {
				return;
			}
		}
	}

	private static void copy(InputStream in, int length, ByteArrayOutputStream body) throws IOException {
		byte[] bytes = in.readNBytes(length);
		body.writeBytes(bytes);
		if (bytes.length < length) {
			throw new EOFException();
		}
	}

	private static @Nullable String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				return null;
			}
			if (c != '\r') {
				line.write(c);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

}
