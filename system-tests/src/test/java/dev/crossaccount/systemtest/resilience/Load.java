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
import java.util.stream.IntStream;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Steady load, whatever becomes of it: a request is sent when it is due, and not when an
 * earlier one was answered. Of four, two read a dog's name, one reads todos and one
 * creates a todo with an {@code Idempotency-Key}. Nothing is tried twice (the build's
 * system properties keep the JDK's client from it), unless that is asked for.
 */
final class Load implements AutoCloseable {

	/**
	 * What is steady: the whole topology, and this, serve it with half of two slow
	 * processors before their compilers have done.
	 */
	static final int PER_SECOND = 100;

	/** Longest wait for an answer: longer than the gateway's own. */
	private static final Duration LIMIT = Duration.ofSeconds(15);

	private static final long TICK_MILLIS = 10;

	private static final long MAX_REPEATED = 100;

	private static final double WARM_MILLIS = 50;

	private static final List<Kind> MIX = List.of(Kind.DOG, Kind.LIST, Kind.DOG, Kind.CREATE);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Queue<CompletableFuture<Sent>> requests = new ConcurrentLinkedQueue<>();

	private final AtomicLong count = new AtomicLong();

	private final String run = UUID.randomUUID().toString();

	private final String base;

	private final List<Kind> mix;

	private final AtomicLong repeated = new AtomicLong();

	private volatile boolean repeating;

	private Load(Topology topology, List<Kind> mix) {
		this.base = "http://localhost:" + topology.port();
		this.mix = mix;
	}

	/** Starts to send that many requests a second. */
	static Load start(Topology topology, int perSecond) {
		return start(topology, perSecond, MIX);
	}

	/** Starts to send that many requests a second, of these kinds by turns. */
	static Load start(Topology topology, int perSecond, List<Kind> mix) {
		Load load = new Load(topology, mix);
		long start = System.nanoTime();
		load.clock.scheduleAtFixedRate(() -> {
			long due = (System.nanoTime() - start) / 1000 * perSecond / 1_000_000;
			while (load.count.get() < due) {
				load.send(load.count.getAndIncrement());
			}
		}, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
		return load;
	}

	/**
	 * Sends requests, a few at a time, until they are answered soon: programs that have
	 * just started are slow, and a steady load would only pile up before them.
	 */
	static void warmUp(Topology topology) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).until(() -> {
			Load load = new Load(topology, MIX);
			for (int i = 0; i < 50; i++) {
				for (int j = 0; j < 4; j++) {
					load.send(load.count.getAndIncrement());
				}
				load.requests.forEach(CompletableFuture::join);
			}
			Outcome outcome = load.stop();
			return outcome.failures().isEmpty() && outcome.quantile(0.9) < WARM_MILLIS;
		});
	}

	/**
	 * How many requests of a kind succeed a second if each of some clients sends the next
	 * one when it has its answer.
	 */
	static double peak(Topology topology, Kind kind, int clients, Duration duration) {
		Load load = new Load(topology, List.of(kind));
		long end = System.nanoTime() + duration.toNanos();
		IntStream.range(0, clients).mapToObj((client) -> load.sendUntil(end)).toList().forEach(CompletableFuture::join);
		return load.stop().successes().requests().size() / (duration.toMillis() / 1000.0);
	}

	/**
	 * From now on sends a read once more, on a new connection, when the first one broke
	 * before the answer, as clients do.
	 */
	Load repeatingReads() {
		this.repeating = true;
		return this;
	}

	/** How many reads were sent once more. */
	long repeated() {
		return this.repeated.get();
	}

	/** How many requests were sent so far. */
	long sent() {
		return this.count.get();
	}

	/** Waits until that many more were sent, which is how long a test lets it go on. */
	void go(long more) {
		long then = sent() + more;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sent() >= then);
	}

	/** What came of the requests that were answered so far. */
	Outcome soFar() {
		return new Outcome(
				this.requests.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList());
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

	private CompletableFuture<?> sendUntil(long end) {
		return (System.nanoTime() < end) ? send(this.count.getAndIncrement()).thenCompose((sent) -> sendUntil(end))
				: CompletableFuture.completedFuture(end);
	}

	private CompletableFuture<Sent> send(long number) {
		String text = null;
		String path = "/dogs";
		HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LIMIT);
		Kind kind = this.mix.get((int) (number % this.mix.size()));
		if (kind == Kind.LIST) {
			path = "/todo?limit=10";
		}
		else if (kind == Kind.CREATE) {
			path = "/todo";
			text = this.run + "-" + number;
			request.header("Idempotency-Key", text)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"data\":\"" + text + "\"}"));
		}
		String data = text;
		String name = path;
		long start = System.nanoTime();
		CompletableFuture<Sent> sent = this.client
			.sendAsync(request.uri(URI.create(this.base + path)).build(), HttpResponse.BodyHandlers.ofString())
			.handle((answer, failure) -> new Sent(name, data, start, System.nanoTime() - start,
					(answer != null) ? answer.statusCode() : 0,
					(answer != null) ? answer.headers().firstValue("Retry-After").orElse(null) : null,
					(answer != null) ? answer.body() : String.valueOf(failure)));
		CompletableFuture<Sent> last = this.repeating ? sent.thenCompose(this::again) : sent;
		this.requests.add(last);
		return last;
	}

	/** Not with the same client: its other connections may have broken too. */
	private CompletableFuture<Sent> again(Sent first) {
		if (first.status() != 0 || !first.read() || first.nanos() >= LIMIT.toNanos()
				|| this.repeated.get() >= MAX_REPEATED) {
			return CompletableFuture.completedFuture(first);
		}
		this.repeated.incrementAndGet();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + first.path()));
		return HttpClient.newHttpClient()
			.sendAsync(request.version(HttpClient.Version.HTTP_1_1).timeout(LIMIT).build(),
					HttpResponse.BodyHandlers.ofString())
			.handle((answer, failure) -> new Sent(first.path(), null, first.start(), System.nanoTime() - first.start(),
					(answer != null) ? answer.statusCode() : 0, null,
					(answer != null) ? answer.body() : String.valueOf(failure)));
	}

	/** What a request is for. */
	enum Kind {

		DOG, LIST, CREATE

	}

	/**
	 * One request and what came of it.
	 *
	 * @param path what was asked for
	 * @param todo the new todo's text, if this creates one
	 * @param start when it was sent, as {@link System#nanoTime} counts
	 * @param nanos how long it took
	 * @param status the answer's, or 0 if there was none
	 * @param retryAfter the answer's header of that name
	 * @param body the answer's, or why there was none
	 */
	record Sent(String path, @Nullable String todo, long start, long nanos, int status, @Nullable String retryAfter,
			String body) {

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

		/** Those sent before then, as {@link System#nanoTime} counts. */
		Outcome before(long nanoTime) {
			return new Outcome(this.requests.stream().filter((sent) -> sent.start() < nanoTime).toList());
		}

		Outcome answered(int status) {
			return new Outcome(this.requests.stream().filter((sent) -> sent.status() == status).toList());
		}

		Outcome reads() {
			return new Outcome(this.requests.stream().filter(Sent::read).toList());
		}

		Outcome successes() {
			return new Outcome(this.requests.stream().filter((sent) -> !sent.failed()).toList());
		}

		/** What was refused, broken off or not answered. */
		List<Sent> failures() {
			return this.requests.stream().filter(Sent::failed).toList();
		}

		/** How long after then the last one was sent that failed, or 0 if none did. */
		double secondsToLastFailure(long nanoTime) {
			return failures().stream().mapToLong((sent) -> sent.start() - nanoTime).max().orElse(0) / 1e9;
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
