package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.crossaccount.benchmark.load.Load;

/** Single requests, each on a connection of its own. */
public final class Http {

	private static final int TIMEOUT_MILLIS = 5000;

	private Http() {
	}

	/**
	 * Sends a GET and returns the status and what follows.
	 * @param port where to
	 * @param path what for
	 * @param headers further lines of the request
	 * @return the answer as received
	 * @throws IOException if there is none
	 */
	static String get(int port, String path, List<String> headers) throws IOException {
		StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
		headers.forEach((header) -> request.append(header).append("\r\n"));
		return send(port, request.append("Connection: close\r\n\r\n").toString());
	}

	/**
	 * Says whether one request of a load is answered with 200.
	 * @param load the requests
	 * @return whether it is
	 */
	public static boolean answers(Load load) {
		return status(load.port(), load.path(), load.headers()) == 200;
	}

	/**
	 * Returns the status of the answer to a GET.
	 * @param port where to
	 * @param path what for
	 * @param headers further lines of the request
	 * @return the status, or 0 if there is no answer
	 */
	static int status(int port, String path, List<String> headers) {
		try {
			String answer = get(port, path, headers);
			return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static String send(int port, String request) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	/**
	 * Finds a port that nobody listens at.
	 * @return the port
	 */
	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No free port", ex);
		}
	}

}
