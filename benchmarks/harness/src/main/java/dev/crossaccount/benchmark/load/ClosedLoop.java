package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;

/** Sends on each connection the next request as soon as the last was answered. */
final class ClosedLoop {

	private final Request request;

	private final long requests;

	private long sent;

	private long answered;

	private ClosedLoop(Request request, long requests) {
		this.request = request;
		this.requests = requests;
	}

	/**
	 * Prints how many requests were answered in a second.
	 * @param args connections, requests, limit in seconds, words of the request
	 * @throws IOException if a connection breaks
	 */
	public static void main(String[] args) throws IOException {
		ClosedLoop loop = new ClosedLoop(Request.parse(Arrays.asList(args).subList(3, args.length)),
				Long.parseLong(args[1]));
		try {
			System.out
				.println(loop.run(Integer.parseInt(args[0]), Duration.ofSeconds(Long.parseLong(args[2])).toNanos()));
		}
		catch (VoidRunException | IOException | UncheckedIOException ex) {
			System.out.println(JavaSender.VOID + ex.getMessage());
		}
	}

	private double run(int connections, long limit) throws IOException {
		try (Selector selector = Selector.open()) {
			Connection[] all = new Connection[connections];
			for (int i = 0; i < connections; i++) {
				all[i] = new Connection(selector, this.request);
			}
			long start = System.nanoTime();
			for (Connection each : all) {
				sendTo(each);
			}
			while (this.answered < this.requests) {
				selector.select(this::receive, 1000);
				if (System.nanoTime() - start > limit) {
					throw new VoidRunException("%d of %d requests were not answered"
						.formatted(this.requests - this.answered, this.requests));
				}
			}
			return this.answered * 1_000_000_000.0 / (System.nanoTime() - start);
		}
	}

	private void sendTo(Connection connection) throws IOException {
		if (this.sent < this.requests) {
			this.sent++;
			connection.send(0);
		}
	}

	private void receive(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		try {
			if (connection.receive()) {
				this.answered++;
				sendTo(connection);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
