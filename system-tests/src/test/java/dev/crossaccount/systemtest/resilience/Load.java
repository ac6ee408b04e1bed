package dev.crossaccount.systemtest.resilience;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Steady load, whatever becomes of it: a request is sent when it is due, and not when an
 * earlier one was answered. Unless told otherwise, of four, two read a dog's name, one
 * reads todos and one creates a todo with an {@code Idempotency-Key}. Nothing is tried
 * twice (the build's system properties keep the JDK's client from it), unless that is
 * asked for.
 */
final class Load implements AutoCloseable {

	/**
	 * What the whole topology and this serve with two slow processors even while
	 * instances start.
	 */
	static final int PER_SECOND = 50;

	static final List<Kind> USUAL = List.of(Kind.NAME, Kind.LIST, Kind.NAME, Kind.CREATE);

	/** Longest wait for an answer: longer than the gateway's own. */
	private static final Duration LIMIT = Duration.ofSeconds(15);

	private static final long TICK_MILLIS = 10;

	private static final int MAX_REPEATS = 3;

	/** Before a request is sent once more. */
	private static final Executor PAUSE = CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

	private static final double WARM_MILLIS = 100;

	private static final int MAX_WARM_UPS = 20;

	private final HttpClient client = client();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Queue<CompletableFuture<Sent>> requests = new ConcurrentLinkedQueue<>();

	private final AtomicLong count = new AtomicLong();

	private final String run = UUID.randomUUID().toString();

	private final Topology topology;

	private final int perSecond;

	private final List<Kind> cycle;

	private final AtomicLong repeated = new AtomicLong();

	private volatile boolean repeating;

	private Load(Topology topology, int perSecond, List<Kind> cycle) {
		this.topology = topology;
		this.perSecond = perSecond;
		this.cycle = cycle;
	}

	/** Starts to send. */
	static Load start(Topology topology) {
		return start(topology, PER_SECOND, USUAL);
	}

	/** Starts to send so many a second of those kinds in turn. */
	static Load start(Topology topology, int perSecond, List<Kind> cycle) {
		Load load = new Load(topology, perSecond, cycle);
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
	 * Sends the steady load until it is answered soon: programs that have just started
	 * are slow. If it never is, the machine is slow, and a test goes on and shows it.
	 */
	static void warmUp(Topology topology) {
		for (int round = 0; round < MAX_WARM_UPS; round++) {
			try (Load load = start(topology)) {
				load.go(3);
				Outcome outcome = load.stop();
				if (outcome.failures().isEmpty() && outcome.quantile(0.9) < WARM_MILLIS) {
					return;
				}
			}
		}
	}

	/**
	 * From now on sends a read again, on a new connection and at most three times, when
	 * the connection broke before the answer, as clients do.
	 */
	Load repeatingReads() {
		this.repeating = true;
		return this;
	}

	/** How often reads were sent again. */
	long repeated() {
		return this.repeated.get();
	}

	/** Waits until that many seconds' requests more were sent. */
	void go(long seconds) {
		long then = this.count.get() + seconds * this.perSecond;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.count.get() >= then);
	}

	/** Begins the text of each todo. */
	String run() {
		return this.run;
	}

	/** What came of the requests that were answered so far. */
	Outcome soFar() {
		return new Outcome(
				this.requests.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList());
	}

	/** The same, and forgets them. */
	Outcome takeSoFar() {
		List<CompletableFuture<Sent>> done = this.requests.stream().filter(CompletableFuture::isDone).toList();
		this.requests.removeAll(new HashSet<>(done));
		return new Outcome(done.stream().map(CompletableFuture::join).toList());
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
		CompletableFuture<Sent> sent = switch (this.cycle.get((int) (number % this.cycle.size()))) {
			case NAME -> send(this.client, get("/dogs"), null);
			case LIST -> send(this.client, get("/todo?limit=10"), null);
			case CREATE -> {
				String text = this.run + "-" + number;
				yield send(this.client, Todos.create(this.topology, text), text);
			}
		};
		this.requests.add(this.repeating ? sent.thenCompose((first) -> again(first, MAX_REPEATS)) : sent);
	}

	private HttpRequest get(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.topology.port() + path))
			.timeout(LIMIT)
			.build();
	}

	private static CompletableFuture<Sent> send(HttpClient client, HttpRequest request, @Nullable String todo) {
		long start = System.nanoTime();
		return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
			.handle((answer, failure) -> new Sent(request, todo, start, System.nanoTime() - start, answer,
					String.valueOf(failure)));
	}

	/** Not with the same client: its other connections may have broken too. */
	private CompletableFuture<Sent> again(Sent first, int times) {
		if (first.status() != 0 || !first.read() || first.nanos() >= LIMIT.toNanos() || times == 0) {
			return CompletableFuture.completedFuture(first);
		}
		this.repeated.incrementAndGet();
		return CompletableFuture.supplyAsync(Load::client, PAUSE)
			.thenCompose((other) -> send(other, first.request(), null))
			.thenCompose((sent) -> again(sent.startedAt(first.start()), times - 1));
	}

	private static HttpClient client() {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5))
			.build();
	}

	/** What is asked for. */
	enum Kind {

		/** A dog's name. */
		NAME,

		/** Some todos. */
		LIST,

		/** A new todo, with an {@code Idempotency-Key}. */
		CREATE

	}

	/**
	 * One request and what came of it.
	 *
	 * @param request what was asked for
	 * @param todo the new todo's text, if this creates one
	 * @param start when it was sent, as {@link System#nanoTime} counts
	 * @param nanos how long it took
	 * @param answer the answer, if there was one
	 * @param failure else why not
	 */
	record Sent(HttpRequest request, @Nullable String todo, long start, long nanos,
			@Nullable HttpResponse<String> answer, String failure) {

		String path() {
			return this.request.uri().getPath();
		}

		/** The answer's, or 0 if there was none. */
		int status() {
			return (this.answer != null) ? this.answer.statusCode() : 0;
		}

		/** The answer's, or nothing. */
		String header(String name) {
			return (this.answer != null) ? Api.header(this.answer, name) : "";
		}

		/** The answer's, or nothing. */
		String body() {
			return (this.answer != null) ? this.answer.body() : "";
		}

		boolean failed() {
			return status() == 0 || status() >= 400;
		}

		boolean read() {
			return this.todo == null;
		}

		/** The same, sent that much earlier. */
		private Sent startedAt(long first) {
			return new Sent(this.request, this.todo, first, this.nanos + this.start - first, this.answer, this.failure);
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

		/** How many were served in a second between these two, as nanoTime counts. */
		double servedPerSecond(long from, long to) {
			long served = this.requests.stream()
				.filter((sent) -> !sent.failed())
				.mapToLong((sent) -> sent.start() + sent.nanos())
				.filter((end) -> end >= from && end < to)
				.count();
			return served * 1e9 / (to - from);
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
