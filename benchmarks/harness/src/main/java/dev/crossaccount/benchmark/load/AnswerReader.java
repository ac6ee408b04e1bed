package dev.crossaccount.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one answer of HTTP/1.1 after the other from what a connection receives. */
class AnswerReader {

	private static final int CHUNKED = -1;

	private final StringBuilder line = new StringBuilder();

	private State state = State.STATUS;

	private int status;

	private long length;

	private long left;

	private long received;

	/**
	 * Takes in what was received.
	 * @param bytes what was received; nothing is left of it unless an answer is complete
	 * @return whether an answer is complete
	 */
	boolean feed(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			if (this.state == State.BODY || this.state == State.CHUNK) {
				skip(bytes);
			}
			else if (readLine(bytes)) {
				take(this.line.toString());
				this.line.setLength(0);
			}
			if (this.state == State.DONE) {
				return true;
			}
		}
		return false;
	}

	/** Begins the next answer. */
	void reset() {
		this.state = State.STATUS;
		this.received = 0;
	}

	int status() {
		return this.status;
	}

	/**
	 * Returns the size of the body, as it was before it was cut into chunks.
	 * @return the size in bytes
	 */
	long bodyBytes() {
		return this.received;
	}

	private void skip(ByteBuffer bytes) {
		int part = (int) Math.min(this.left, bytes.remaining());
		bytes.position(bytes.position() + part);
		this.left -= part;
		this.received += part;
		if (this.left == 0) {
			this.state = (this.state == State.BODY) ? State.DONE : State.CHUNK_END;
		}
	}

	private boolean readLine(ByteBuffer bytes) {
		while (bytes.hasRemaining()) {
			char c = (char) (bytes.get() & 0xFF);
			if (c == '\n') {
				return true;
			}
			if (c != '\r') {
				this.line.append(c);
			}
		}
		return false;
	}

	private void take(String text) {
		switch (this.state) {
			case STATUS -> {
				this.status = Integer.parseInt(text.split(" ")[1]);
				this.length = 0;
				this.state = State.HEADERS;
			}
			case HEADERS -> takeHeader(text);
			case CHUNK_SIZE -> {
				this.left = Long.parseLong(text.split(";")[0].strip(), 16);
				this.state = (this.left == 0) ? State.TRAILER : State.CHUNK;
			}
			case CHUNK_END -> this.state = State.CHUNK_SIZE;
			case TRAILER -> this.state = text.isEmpty() ? State.DONE : State.TRAILER;
			default -> throw new IllegalStateException(this.state.name());
		}
	}

	private void takeHeader(String text) {
		if (text.isEmpty()) {
			this.left = this.length;
			this.state = (this.length == CHUNKED) ? State.CHUNK_SIZE : (this.length == 0) ? State.DONE : State.BODY;
			return;
		}
		String header = text.toLowerCase(Locale.ROOT);
		if (header.startsWith("content-length:")) {
			this.length = Long.parseLong(header.substring("content-length:".length()).strip());
		}
		else if (header.startsWith("transfer-encoding:") && header.endsWith("chunked")) {
			this.length = CHUNKED;
		}
	}

	static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private enum State {

		STATUS, HEADERS, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER, DONE

	}

}
