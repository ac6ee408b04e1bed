package dev.crossaccount.gateway.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many requests are being served, and how many may be. */
public class InFlight {

	private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

	/** A line per refused request would be load where there is too much already. */
	private static final long SILENCE = Duration.ofSeconds(10).toNanos();

	private final String name;

	private final String key;

	private final int max;

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - SILENCE);

	/**
	 * Counts from zero.
	 * @param name what the requests are to, for the log
	 * @param key of the setting that limits them, for the log
	 * @param max most at a time
	 */
	public InFlight(String name, String key, int max) {
		this.name = name;
		this.key = key;
		this.max = max;
	}

	/** Counts a request in, unless there are too many. */
	public boolean enter() {
		if (this.count.incrementAndGet() <= this.max) {
			return true;
		}
		this.count.decrementAndGet();
		return false;
	}

	/** Counts a request in that had left for a while, though there may be too many. */
	public void enterAgain() {
		this.count.incrementAndGet();
	}

	/** Says now and then in the log that requests are refused. */
	public void logRefusal() {
		long now = System.nanoTime();
		long last = this.lastLogged.get();
		if (now - last >= SILENCE && this.lastLogged.compareAndSet(last, now)) {
			LOG.warn("Refusing requests to {}: at least {} are being served, as many as {} allows", this.name, this.max,
					this.key);
		}
	}

	/** Counts a request out. */
	public void leave() {
		this.count.decrementAndGet();
	}

	/** How many there are. */
	public int count() {
		return this.count.get();
	}

}
