package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Arrays;
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

	private final Request request;

	private final Queue<Connection> free = new ArrayDeque<>();

	private final Queue<Integer> waiting = new ArrayDeque<>();

	private int answered;

	private OpenLoop(long[] due, Request request) {
		this.due = due;
		this.took = new long[due.length];
		this.late = new long[due.length];
		this.request = request;
	}

	/**
	 * Prints the latencies in one line.
	 * @param args requests per second, connections, requests that only warm up, requests,
	 * words of the request
	 * @throws IOException if a connection breaks
	 */
	public static void main(String[] args) throws IOException {
		int warmUp = Integer.parseInt(args[2]);
		int count = warmUp + Integer.parseInt(args[3]);
		Request request = Request.parse(Arrays.asList(args).subList(4, args.length));
		OpenLoop loop = new OpenLoop(Schedule.of(Double.parseDouble(args[0]), count), request);
		try {
			loop.run(Integer.parseInt(args[1]));
			System.out.println(Latencies
				.of(Arrays.copyOfRange(loop.took, warmUp, count), Arrays.copyOfRange(loop.late, warmUp, count))
				.format());
		}
		catch (VoidRunException | IOException | UncheckedIOException ex) {
			System.out.println(JavaSender.VOID + ex.getMessage());
		}
	}

	private void run(int connections) throws IOException {
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < connections; i++) {
				this.free.add(new Connection(selector, this.request));
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
			if (connection.receive()) {
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
