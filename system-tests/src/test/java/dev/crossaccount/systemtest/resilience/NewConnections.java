package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.systemtest.Topology;

/** A client that opens a connection for each of its requests, one after the other. */
final class NewConnections implements AutoCloseable {

	private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

	private static final int TIMEOUT_MILLIS = 15_000;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Queue<String> answers = new ConcurrentLinkedQueue<>();

	private final int port;

	NewConnections(Topology topology) {
		this.port = topology.port();
		this.clock.scheduleWithFixedDelay(this::send, 0, 5, TimeUnit.MILLISECONDS);
	}

	private void send() {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream()
				.write(REQUEST.formatted((this.answers.size() % 2 == 0) ? "/dogs" : "/todo?limit=1")
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			this.answers.add(answer.lines().findFirst().orElse("closed without an answer"));
		}
		catch (IOException ex) {
			this.answers.add(ex.toString());
		}
	}

	/** Sends no more: the first lines of the answers, or why there was none. */
	Queue<String> stop() {
		close();
		return this.answers;
	}

	@Override
	public void close() {
		this.clock.shutdown();
		try {
			this.clock.awaitTermination(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
