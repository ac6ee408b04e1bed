package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.Instant;

import dev.crossaccount.gateway.settings.Rate;
import org.jspecify.annotations.Nullable;

/**
 * A number of requests that may be used up, and how it comes back: steadily at a rate, or
 * all at once when a period begins.
 *
 * @param name how callers know it
 * @param capacity most requests that may be used up, 1 or more
 * @param rate how used ones come back, or {@code null} if all come back when a period
 * begins
 * @param window those periods, or {@code null} if requests come back at a rate
 */
record Limit(String name, long capacity, @Nullable Rate rate, @Nullable Window window) {

	static Limit rate(String name, Rate rate, long burst) {
		return new Limit(name, burst, rate, null);
	}

	static Limit quota(String name, long requests, Window window) {
		return new Limit(name, requests, null, window);
	}

	/**
	 * How long it takes to get requests back.
	 * @param requests how many of those that are used up
	 * @param now the time
	 * @return milliseconds, rounded up
	 */
	long millisToReturn(long requests, Instant now) {
		if (this.window != null) {
			return Duration.between(now, this.window.end(now)).toMillis();
		}
		return (this.rate != null)
				? (long) Math.ceil((double) requests * this.rate.period().toMillis() / this.rate.requests()) : 0;
	}

}
