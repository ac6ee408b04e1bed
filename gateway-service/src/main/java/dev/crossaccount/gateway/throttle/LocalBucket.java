package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crossaccount.gateway.settings.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderRefillStage;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * A bucket in memory.
 *
 * @param limit what it was made for
 * @param tokens the requests that are left
 * @param lifeNanos how long it takes to fill up when it is empty, or to the end of its
 * period when it was made
 */
record LocalBucket(Limit limit, Bucket tokens, long lifeNanos) {

	static LocalBucket of(Limit limit, long used, InstantSource clock, Ticker ticker) {
		Instant now = clock.instant();
		Bandwidth bandwidth = refill(limit, now).initialTokens(Math.max(0, limit.capacity() - used)).build();
		TimeMeter meter = (limit.window() != null) ? new WallClock(clock) : new Stopwatch(ticker);
		Bucket tokens = Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(meter).build();
		return new LocalBucket(limit, tokens,
				TimeUnit.MILLISECONDS.toNanos(limit.millisToReturn(limit.capacity(), now)));
	}

	/** How many requests are used up at the moment. */
	long used() {
		return this.limit.capacity() - this.tokens.getAvailableTokens();
	}

	private static BandwidthBuilderBuildStage refill(Limit limit, Instant now) {
		BandwidthBuilderRefillStage capacity = Bandwidth.builder().capacity(limit.capacity());
		Window window = limit.window();
		Rate rate = limit.rate();
		if (window != null) {
			Instant end = window.end(now);
			return capacity.refillIntervallyAligned(limit.capacity(), Duration.between(end, window.end(end)), end);
		}
		if (rate == null) {
			throw new IllegalStateException("A limit has a rate or a window");
		}
		return capacity.refillGreedy(rate.requests(), rate.period());
	}

	/** Quotas go by the calendar. */
	private record WallClock(InstantSource clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.clock.millis() * 1_000_000;
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

	/** Rates don't jump when the clock is set. */
	private record Stopwatch(Ticker ticker) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.ticker.read();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
