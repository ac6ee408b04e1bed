package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.crossaccount.gateway.throttle.Decision.Balance;

/**
 * Tells callers what their plan allows and what is left of it, as
 * draft-ietf-httpapi-ratelimit-headers-10 writes it: lists of structured field items.
 *
 * <p>
 * Of a rate, {@code q} is the burst and {@code w} the time in which that many come back;
 * {@code t} is the time until all are back. Of a quota, {@code q} is the quota, {@code w}
 * a day, or nothing for a month, which has no fixed length, and {@code t} the time until
 * it begins anew.
 */
final class RateLimitHeaders {

	static final String POLICY = "RateLimit-Policy";

	static final String BALANCE = "RateLimit";

	private RateLimitHeaders() {
	}

	static String policy(List<Limit> limits) {
		StringBuilder value = new StringBuilder();
		for (Limit limit : limits) {
			begin(value, limit).append(";q=").append(limit.capacity());
			if (limit.window() == null) {
				value.append(";w=").append(seconds(limit.millisToReturn(limit.capacity(), Instant.EPOCH)));
			}
			else if (limit.window() == Window.DAY) {
				value.append(";w=").append(Duration.ofDays(1).toSeconds());
			}
		}
		return value.toString();
	}

	/**
	 * What is left.
	 * @param balances those that are the caller's own
	 * @param now the time
	 * @return value of the header
	 */
	static String balance(List<Balance> balances, Instant now) {
		StringBuilder value = new StringBuilder();
		for (Balance balance : balances) {
			Limit limit = balance.limit();
			long used = limit.capacity() - balance.remaining();
			begin(value, limit).append(";r=").append(balance.remaining());
			value.append(";t=").append(seconds(limit.millisToReturn(used, now)));
		}
		return value.toString();
	}

	/** Rounded up: who comes then finds what was promised. */
	static long seconds(long millis) {
		return (millis + 999) / 1000;
	}

	private static StringBuilder begin(StringBuilder value, Limit limit) {
		return value.append(value.isEmpty() ? "\"" : ", \"").append(limit.name()).append('"');
	}

}
