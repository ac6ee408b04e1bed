package dev.crossaccount.gateway.token;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer that are at hand, and when they are fetched: one fetch at a time,
 * which nobody waits for but who misses a key.
 */
class IssuerKeys implements JWKSource<SecurityContext> {

	/** Each holds a token in memory. */
	static final int MAX_WAITING = 1000;

	/** A second one, so that a key that has just been published need not wait. */
	private static final int MAX_FETCHES = 2;

	private final RemoteKeys remote;

	private final KeyTimes times;

	private final ScheduledExecutorService fetcher;

	private final Semaphore places = new Semaphore(MAX_WAITING);

	private CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);

	private long intervalStart = System.nanoTime();

	private int fetches;

	/**
	 * Creates the source and begins to fetch, so that a wrong address is noticed before a
	 * caller is.
	 * @param remote fetches them
	 * @param times how often, and how long they serve
	 * @param fetcher where fetches run, with a thread for each issuer
	 */
	IssuerKeys(RemoteKeys remote, KeyTimes times, ScheduledExecutorService fetcher) {
		this.remote = remote;
		this.times = times;
		this.fetcher = fetcher;
		refresh();
		// Unasked, because remembered tokens ask for no key and would hide a withdrawal.
		long period = times.period().toMillis();
		fetcher.scheduleWithFixedDelay(this::refresh, period, period, TimeUnit.MILLISECONDS);
	}

	/** Those at hand; does not wait. */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(this.remote.arrivedWithin(this.times.outage()));
	}

	/**
	 * Looks again once the keys are up to date. If it is too early to fetch them again,
	 * that is now, and the latest fetch tells whether they can be had.
	 * @param <T> what is looked for
	 * @param look looks again
	 * @return what it finds, or a failure if the keys can't be had
	 */
	<T> CompletableFuture<T> fetchAnd(Supplier<T> look) {
		if (!this.places.tryAcquire()) {
			return CompletableFuture.failedFuture(new RejectedExecutionException("Too many wait for keys"));
		}
		return fetch().thenApply((nothing) -> look.get()).whenComplete((found, failure) -> this.places.release());
	}

	private synchronized CompletableFuture<Void> fetch() {
		if (this.latest.isDone() && mayFetch()) {
			refresh();
		}
		return this.latest;
	}

	private synchronized void refresh() {
		if (this.latest.isDone()) {
			this.latest = CompletableFuture.runAsync(this::fetchNow, this.fetcher);
		}
	}

	private void fetchNow() {
		try {
			this.remote.fetch();
		}
		finally {
			this.remote.forgetAfter(this.times.outage());
		}
	}

	private boolean mayFetch() {
		long now = System.nanoTime();
		if (now - this.intervalStart >= this.times.interval().toNanos()) {
			this.intervalStart = now;
			this.fetches = 0;
		}
		return this.fetches++ < MAX_FETCHES;
	}

}
