package dev.crossaccount.systemtest.resilience;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.crossaccount.systemtest.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Steady load, whatever becomes of it: a request is sent when it is due, and not when an
 * earlier one was answered. Of four, two read a dog's name, one reads todos and one
 * creates a todo with an {@code Idempotency-Key}. Nothing is tried twice (the build's
 * system properties keep the JDK's client from it).
 */
final class Load implements AutoCloseable {

	/** Longest wait for an answer: longer than the gateway's own. */
	private static final Duration LIMIT = Duration.ofSeconds(15);

	private static final long TICK_MILLIS = 10;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Queue<CompletableFuture<Sent>> requests = new ConcurrentLinkedQueue<>();

	private final AtomicLong count = new AtomicLong();

	private final String run = UUID.randomUUID().toString();

	private final String base;

	private Load(Topology topology) {
		this.base = "http://localhost:" + topology.port();
	}

	/** Starts to send that many requests a second. */
	static Load start(Topology topology, int perSecond) {
		Load load = new Load(topology);
		long start = System.nanoTime();
		load.clock.scheduleAtFixedRate(() -> {
			long due = (System.nanoTime() - start) / 1000 * perSecond / 1_000_000;
			while (load.count.get() < due) {
				load.send(load.count.getAndIncrement());
			}
		}, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
		return load;
	}

	/** How many requests were sent so far. */
	long sent() {
		return this.count.get();
	}

	/** Sends no more, and waits for what is on its way. */
	Outcome stop() {
		close();
		return new Outcome(this.requests.stream().map(CompletableFuture::join).toList());
	}

	@Override
	public void close() {
		this.clock.shutdown();
		try {
			this.clock.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void send(long number) {
		String text = null;
		String path = "/dogs";
		HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LIMIT);
		if (number % 4 == 1) {
			path = "/todo?limit=10";
		}
		else if (number % 4 == 3) {
			path = "/todo";
			text = this.run + "-" + number;
			request.header("Idempotency-Key", text)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"data\":\"" + text + "\"}"));
		}
		String data = text;
		String name = path;
		long start = System.nanoTime();
		this.requests.add(this.client
			.sendAsync(request.uri(URI.create(this.base + path)).build(), HttpResponse.BodyHandlers.ofString())
			.handle((answer, failure) -> new Sent(name, data, start, System.nanoTime() - start,
					(answer != null) ? answer.statusCode() : 0,
					(answer != null) ? answer.body() : String.valueOf(failure))));
	}

	/**
	 * One request and what came of it.
	 *
	 * @param path what was asked for
	 * @param todo the new todo's text, if this creates one
	 * @param start when it was sent, as {@link System#nanoTime} counts
	 * @param nanos how long it took
	 * @param status the answer's, or 0 if there was none
	 * @param body the answer's, or why there was none
	 */
	record Sent(String path, @Nullable String todo, long start, long nanos, int status, String body) {

		boolean failed() {
			return this.status == 0 || this.status >= 400;
		}

		boolean read() {
			return this.todo == null;
		}

	}

	/**
	 * What came of all requests.
	 *
	 * @param requests in the order in which they were sent
	 */
	record Outcome(List<Sent> requests) {

		/** Those whose path begins so. */
		Outcome to(String path) {
			return new Outcome(this.requests.stream().filter((sent) -> sent.path().startsWith(path)).toList());
		}

		/** Those sent since then, as {@link System#nanoTime} counts. */
		Outcome since(long nanoTime) {
			return new Outcome(this.requests.stream().filter((sent) -> sent.start() >= nanoTime).toList());
		}

		Outcome reads() {
			return new Outcome(this.requests.stream().filter(Sent::read).toList());
		}

		/** What was refused, broken off or not answered. */
		List<Sent> failures() {
			return this.requests.stream().filter(Sent::failed).toList();
		}

		/** Texts of the todos whose creation was acknowledged. */
		List<String> acknowledged() {
			return this.requests.stream()
				.filter((sent) -> !sent.failed())
				.map(Sent::todo)
				.filter((todo) -> todo != null)
				.toList();
		}

		/** How long 99 of 100 took at most, in milliseconds. */
		double p99() {
			return quantile(0.99);
		}

		/** How long that share took at most, in milliseconds. */
		double quantile(double share) {
			long[] sorted = this.requests.stream().mapToLong(Sent::nanos).sorted().toArray();
			return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e6;
		}

	}

}
