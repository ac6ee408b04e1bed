package dev.crossaccount.systemtest.resilience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sends bytes that no client of HTTP would, and reads whatever comes back. */
final class Wire {

	private static final int FIRST_ANSWER_MILLIS = 10_000;

	/** What comes later than that after an answer is none of its parts. */
	private static final int QUIET_MILLIS = 300;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");

	private Wire() {
	}

	/**
	 * Sends bytes on a connection of their own, and reads until it is closed or nothing
	 * comes any more.
	 * @param port of this machine
	 * @param bytes what to send, a char each
	 * @return all that came
	 */
	static Answers send(int port, String bytes) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(FIRST_ANSWER_MILLIS);
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			boolean closed = false;
			try {
				socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
				closed = read(socket, read);
			}
			catch (SocketException ex) {
				closed = true;
			}
			return new Answers(read.toString(StandardCharsets.UTF_8), closed);
		}
	}

	private static boolean read(Socket socket, ByteArrayOutputStream read) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] buffer = new byte[65_536];
		try {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				read.write(buffer, 0, count);
				socket.setSoTimeout(QUIET_MILLIS);
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/**
	 * What came back.
	 *
	 * @param text as it came
	 * @param closed whether the connection was closed then
	 */
	record Answers(String text, boolean closed) {

		/** Of each answer, but not of those that only ask for more. */
		List<Integer> statuses() {
			return STATUS.matcher(this.text)
				.results()
				.map((MatchResult match) -> Integer.valueOf(match.group(1)))
				.filter((status) -> status >= 200 || status == 101)
				.toList();
		}

	}

}
