package dev.crossaccount.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
class RawClient implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	RawClient(int port) throws IOException {
		this(new Socket(InetAddress.getLoopbackAddress(), port));
	}

	private RawClient(Socket socket) throws IOException {
		this.socket = socket;
		this.socket.setSoTimeout(15_000);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/** A client whose kernel takes little that it does not read. */
	static RawClient slow(int port) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return new RawClient(socket);
	}

	/** One request on a connection of its own, with a Host header and the given lines. */
	static HttpMessage send(int port, String requestLine, String... headers) throws IOException {
		try (RawClient client = new RawClient(port)) {
			client.write(head(requestLine, headers));
			return client.read(requestLine.startsWith("HEAD "));
		}
	}

	static String head(String requestLine, String... headers) {
		StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: api.example.com\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return head.append("\r\n").toString();
	}

	RawClient write(String text) throws IOException {
		return write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	RawClient write(byte[] bytes) throws IOException {
		OutputStream out = this.socket.getOutputStream();
		out.write(bytes);
		out.flush();
		return this;
	}

	void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	HttpMessage read() throws IOException {
		return read(false);
	}

	HttpMessage read(boolean bodiless) throws IOException {
		HttpMessage message = HttpMessage.read(this.in, bodiless);
		if (message == null) {
			throw new AssertionError("The connection was closed without an answer");
		}
		return message;
	}

	/** Reads what comes up to and with the given text. */
	String readUntil(String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int c = this.in.read();
			if (c < 0) {
				throw new AssertionError("The connection was closed after: " + text);
			}
			text.append((char) c);
		}
		return text.toString();
	}

	/** Reads so many bytes, or up to the end; returns how many there were. */
	int skip(int bytes) throws IOException {
		int skipped = 0;
		try {
			while (skipped < bytes) {
				int read = this.in.read(new byte[Math.min(bytes - skipped, 65_536)]);
				if (read < 0) {
					return skipped;
				}
				skipped += read;
			}
		}
		catch (SocketException ex) {
			// The end, too.
		}
		return skipped;
	}

	/** Whether the gateway closes the connection without an answer. */
	boolean isClosedByPeer() throws IOException {
		try {
			return this.in.read() < 0;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
