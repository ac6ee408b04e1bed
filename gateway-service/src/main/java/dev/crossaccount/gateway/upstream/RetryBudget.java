package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps retries a share of the requests to a provider: each request puts a part of a
 * retry in, each retry takes a whole one out. When everything fails, retries then add
 * their share to the load, and do not multiply it.
 * <p>
 * A provider with few requests gets one retry a second besides.
 */
class RetryBudget {

	private static final long RETRY = 100;

	private static final long MAX = 10 * RETRY;

	private static final long MINIMUM_EVERY = Duration.ofSeconds(1).toNanos();

	private final int percent;

	private final LongSupplier nanoTime;

	/** In hundredths of a retry. */
	private final AtomicLong saved = new AtomicLong();

	private final AtomicLong lastMinimum;

	RetryBudget(int percent, LongSupplier nanoTime) {
		this.percent = percent;
		this.nanoTime = nanoTime;
		this.lastMinimum = new AtomicLong(nanoTime.getAsLong() - MINIMUM_EVERY);
	}

	/** Counts a request that is no retry. */
	void request() {
		if (this.saved.get() < MAX) {
			this.saved.addAndGet(this.percent);
		}
	}

	/** Takes a retry out, if there is one. */
	boolean tryRetry() {
		if (this.percent == 0) {
			return false;
		}
		if (this.saved.addAndGet(-RETRY) >= 0) {
			return true;
		}
		this.saved.addAndGet(RETRY);
		long now = this.nanoTime.getAsLong();
		long last = this.lastMinimum.get();
		return now - last >= MINIMUM_EVERY && this.lastMinimum.compareAndSet(last, now);
	}

}
