package dev.crossaccount.privatelink.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A raw TCP connection to a server on this machine, so that a test decides each byte.
 */
public final class Wire implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	private Wire(Socket socket) {
		this.socket = socket;
	}

	/** Opens a connection. */
	public static Wire to(int port) {
		try {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.setTcpNoDelay(true);
			return new Wire(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether nothing listens on the port. */
	public static boolean isRefused(int port) {
		try {
			new Socket(InetAddress.getLoopbackAddress(), port).close();
			return false;
		}
		catch (ConnectException ex) {
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends one GET that closes the connection after its answer. */
	public static String get(int port, String path, String... headers) {
		try (Wire wire = to(port)) {
			return wire.send(request("GET", path, headers)).readAll();
		}
	}

	/** The bytes of a request that closes the connection after its answer. */
	public static byte[] request(String method, String path, String... headers) {
		return head(method, path, Stream.concat(Stream.of("Connection: close"), Stream.of(headers)));
	}

	/** The bytes of a request after which the connection stays open. */
	public static byte[] requestKeepingAlive(String method, String path, String... headers) {
		return head(method, path, Stream.of(headers));
	}

	private static byte[] head(String method, String path, Stream<String> headers) {
		StringBuilder request = new StringBuilder("%s %s HTTP/1.1\r\nHost: test\r\n".formatted(method, path));
		headers.forEach((header) -> request.append(header).append("\r\n"));
		return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	/** Sends bytes. */
	public Wire send(byte[]... parts) {
		try {
			for (byte[] part : parts) {
				this.socket.getOutputStream().write(part);
			}
			this.socket.getOutputStream().flush();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends a byte, where the server still listens. */
	public void trySend(byte octet) {
		try {
			this.socket.getOutputStream().write(octet);
		}
		catch (IOException ex) {
			// The next look at the connection finds it closed.
		}
	}

	/** Whether the server has closed, within a moment; it must not have answered. */
	public boolean isClosedByPeer() {
		try {
			this.socket.setSoTimeout(1);
			int octet = this.socket.getInputStream().read();
			if (octet >= 0) {
				throw new IllegalStateException("The server answered.");
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Says that nothing more will be sent. */
	public Wire endOutput() {
		try {
			this.socket.shutdownOutput();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads up to a text; fails where it does not come within ten seconds. */
	public String readUntil(String end) {
		StringBuilder text = new StringBuilder();
		try {
			while (text.indexOf(end) < 0) {
				int octet = this.socket.getInputStream().read();
				if (octet < 0) {
					throw new IllegalStateException("The server closed after: " + text);
				}
				text.append((char) octet);
			}
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads until the server closes; fails where it does not within ten seconds. */
	public String readAll() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(bytes);
		}
		catch (SocketException ex) {
			// A reset is a close as well: the server closed with unread bytes.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
