package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.crossaccount.systemtest.Topology;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that create todos, one after the other, and do as they are told: what was not
 * answered, or with a 5xx, is sent again with the same {@code Idempotency-Key} until it
 * is acknowledged.
 */
final class Creators implements AutoCloseable {

	private static final int CLIENTS = 8;

	private static final long PAUSE_MILLIS = 20;

	private static final long PAUSE_AFTER_FAILURE_MILLIS = 200;

	/** After the end, for those that are not acknowledged yet. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

	private final String run = UUID.randomUUID().toString();

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong repeats = new AtomicLong();

	private final Set<String> sent = ConcurrentHashMap.newKeySet();

	private final Map<String, String> idsByText = new ConcurrentHashMap<>();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	/** When the request that was acknowledged last was sent. */
	private final AtomicLong lastStart = new AtomicLong(Long.MIN_VALUE);

	private final Topology topology;

	private volatile boolean stopped;

	Creators(Topology topology) {
		this.topology = topology;
		for (int i = 0; i < CLIENTS; i++) {
			this.threads.execute(this::work);
		}
	}

	/** Begins the text of each todo. */
	String run() {
		return this.run;
	}

	/** All texts that were sent, acknowledged or not. */
	Set<String> sent() {
		return this.sent;
	}

	/** The ids of acknowledged todos by their text. */
	Map<String, String> acknowledged() {
		return this.idsByText;
	}

	/** How many requests were sent again. */
	long repeats() {
		return this.repeats.get();
	}

	/**
	 * Whether one was acknowledged that was sent since then, as {@link System#nanoTime}
	 * counts.
	 */
	boolean succeedSince(long nanoTime) {
		return this.lastStart.get() > nanoTime;
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdownNow();
	}

	/** Begins no more todos, and waits until the last ones are acknowledged. */
	void settle() throws InterruptedException {
		this.stopped = true;
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
			.as("all creates acknowledged within %s", PATIENCE)
			.isTrue();
		assertThat(this.refused).as("answers that are neither an acknowledgement nor a 5xx").isEmpty();
	}

	private void work() {
		try {
			while (!this.stopped) {
				create(this.run + "-" + this.count.incrementAndGet());
				Thread.sleep(PAUSE_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void create(String text) throws InterruptedException {
		this.sent.add(text);
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isSettled(text) && System.nanoTime() < end) {
			this.repeats.incrementAndGet();
			Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
		}
	}

	private boolean isSettled(String text) throws InterruptedException {
		long start = System.nanoTime();
		HttpResponse<String> answer = send(text);
		if (answer == null || answer.statusCode() >= 500) {
			return false;
		}
		if (answer.statusCode() == 201) {
			this.idsByText.put(text, JsonMapper.shared().readTree(answer.body()).at("/id").asString());
			this.lastStart.accumulateAndGet(start, Math::max);
		}
		else {
			this.refused.add(answer.statusCode() + " " + answer.body());
		}
		return true;
	}

	private @Nullable HttpResponse<String> send(String text) throws InterruptedException {
		try {
			return this.client.send(Todos.create(this.topology, text), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return null;
		}
	}

}
