package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Sends each request when it is due, whatever became of those before it, and measures
 * from that moment. A request for which no connection is free waits, and its wait counts:
 * nothing is omitted when a subject stalls. It is a program of its own and does not
 * sleep, so that it notices an answer at once.
 */
final class OpenLoop {

	private static final long GRACE_NANOS = 10_000_000_000L;

	private final long[] due;

	private final long[] took;

	private final long[] late;

	private final long answerBytes;

	private final Queue<Connection> free = new ArrayDeque<>();

	private final Queue<Integer> waiting = new ArrayDeque<>();

	private int answered;

	private OpenLoop(long[] due, long answerBytes) {
		this.due = due;
		this.took = new long[due.length];
		this.late = new long[due.length];
		this.answerBytes = answerBytes;
	}

	/**
	 * Prints the latencies in one line.
	 * @param args port, path, file of the posted body or -, size of an answer's body,
	 * requests per second, connections, requests that only warm up, requests, headers
	 * @throws IOException if a connection breaks
	 */
	public static void main(String[] args) throws IOException {
		int warmUp = Integer.parseInt(args[6]);
		int count = warmUp + Integer.parseInt(args[7]);
		OpenLoop loop = new OpenLoop(Schedule.of(Double.parseDouble(args[4]), count), Long.parseLong(args[3]));
		try {
			loop.run(Integer.parseInt(args[0]), Integer.parseInt(args[5]),
					request(args[0], args[1], args[2], Arrays.asList(args).subList(8, args.length)));
			System.out.println(Latencies
				.of(Arrays.copyOfRange(loop.took, warmUp, count), Arrays.copyOfRange(loop.late, warmUp, count))
				.format());
		}
		catch (VoidRunException ex) {
			System.out.println("void: " + ex.getMessage());
		}
	}

	private static ByteBuffer request(String port, String path, String body, List<String> headers) throws IOException {
		byte[] content = body.equals("-") ? new byte[0] : Files.readAllBytes(Path.of(body));
		StringBuilder head = new StringBuilder();
		head.append(body.equals("-") ? "GET " : "POST ").append(path).append(" HTTP/1.1\r\n");
		head.append("host: 127.0.0.1:").append(port).append("\r\n");
		headers.forEach((header) -> head.append(header).append("\r\n"));
		if (content.length > 0) {
			head.append("content-length: ").append(content.length).append("\r\n");
		}
		byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
		return ByteBuffer.allocateDirect(start.length + content.length).put(start).put(content);
	}

	private void run(int port, int connections, ByteBuffer request) throws IOException {
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < connections; i++) {
				this.free.add(new Connection(selector, port, request));
			}
			long start = System.nanoTime();
			long end = this.due[this.due.length - 1] + GRACE_NANOS;
			int next = 0;
			while (this.answered < this.due.length) {
				long now = System.nanoTime() - start;
				for (; next < this.due.length && this.due[next] <= now; next++) {
					this.late[next] = this.free.isEmpty() ? 0 : now - this.due[next];
					this.waiting.add(next);
				}
				send();
				selector.selectNow((key) -> receive(key, start));
				if (now > end) {
					throw new VoidRunException("%d of %d requests were not answered"
						.formatted(this.due.length - this.answered, this.due.length));
				}
			}
		}
	}

	private void send() throws IOException {
		while (!this.waiting.isEmpty() && !this.free.isEmpty()) {
			this.free.remove().send(this.waiting.remove());
		}
	}

	private void receive(SelectionKey key, long start) {
		Connection connection = (Connection) key.attachment();
		try {
			if (connection.receive(this.answerBytes)) {
				int number = connection.number();
				this.took[number] = System.nanoTime() - start - this.due[number];
				this.answered++;
				this.free.add(connection);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
