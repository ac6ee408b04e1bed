package dev.crossaccount.gateway.throttle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.crossaccount.gateway.throttle.Decision.Balance;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Counts the requests of this gateway alone, in memory.
 *
 * <p>
 * A bucket of a rate is dropped when it was left alone for as long as an empty one takes
 * to fill up: a new one is the same. A bucket of a quota is dropped when its period ends,
 * not before. Memory is bounded by the number of buckets too, and the bound is kept apart
 * for callers without a credential: however many addresses they come from, they push out
 * each other's buckets only, never a consumer's or a provider's.
 */
class LocalBuckets implements Buckets {

	private static final int MOST = 100_000;

	private final InstantSource clock;

	private final Ticker ticker;

	private final Cache<String, LocalBucket> ofConsumers;

	private final Cache<String, LocalBucket> ofAnonymous;

	/**
	 * No bucket yet.
	 * @param clock tells when quotas begin anew
	 * @param ticker measures how much of a rate came back
	 */
	LocalBuckets(InstantSource clock, Ticker ticker) {
		this.clock = clock;
		this.ticker = ticker;
		this.ofConsumers = cache();
		this.ofAnonymous = cache();
	}

	@Override
	public Mono<Decision> take(List<Claim> claims, Supplier<Scheduler> thread) {
		return Mono.fromSupplier(() -> take(claims));
	}

	/**
	 * Claims behind one that has nothing left are only looked at, and those before it get
	 * back what was taken. So a provider's total, which comes last, is never touched by
	 * requests that their caller's plan refuses.
	 */
	Decision take(List<Claim> claims) {
		List<Balance> balances = new ArrayList<>(claims.size());
		List<LocalBucket> taken = new ArrayList<>(claims.size());
		boolean admitted = true;
		for (Claim claim : claims) {
			LocalBucket bucket = bucket(claim);
			if (admitted) {
				ConsumptionProbe probe = bucket.tokens().tryConsumeAndReturnRemaining(1);
				admitted = probe.isConsumed();
				balances.add(balance(claim, probe.getRemainingTokens(), probe.getNanosToWaitForRefill()));
				taken.add(bucket);
			}
			else {
				EstimationProbe probe = bucket.tokens().estimateAbilityToConsume(1);
				balances.add(balance(claim, probe.getRemainingTokens(), probe.getNanosToWaitForRefill()));
			}
		}
		if (!admitted) {
			giveBack(taken.subList(0, taken.size() - 1), balances);
		}
		return new Decision(balances);
	}

	private static void giveBack(List<LocalBucket> taken, List<Balance> balances) {
		for (int i = 0; i < taken.size(); i++) {
			taken.get(i).tokens().addTokens(1);
			Balance balance = balances.get(i);
			balances.set(i, new Balance(balance.limit(), balance.remaining() + 1, 0));
		}
	}

	private static Balance balance(Claim claim, long remaining, long nanosToWait) {
		return new Balance(claim.limit(), remaining, (nanosToWait + 999_999) / 1_000_000);
	}

	/** A bucket of another limit under the same key: the plan was changed. */
	private LocalBucket bucket(Claim claim) {
		Cache<String, LocalBucket> cache = claim.anonymous() ? this.ofAnonymous : this.ofConsumers;
		LocalBucket bucket = cache.get(claim.key(), (key) -> create(claim.limit(), 0));
		if (bucket.limit().equals(claim.limit())) {
			return bucket;
		}
		return cache.asMap()
			.compute(claim.key(), (key, old) -> (old == null) ? create(claim.limit(), 0)
					: old.limit().equals(claim.limit()) ? old : create(claim.limit(), old.used()));
	}

	private LocalBucket create(Limit limit, long used) {
		return LocalBucket.of(limit, used, this.clock, this.ticker);
	}

	private Cache<String, LocalBucket> cache() {
		return Caffeine.newBuilder()
			.maximumSize(MOST)
			.ticker(this.ticker)
			.expireAfter(new Life())
			// A little now and then, which is less than to wake another thread for it.
			.executor(Runnable::run)
			.build();
	}

	/** Says when a bucket is of no more use. */
	private static final class Life implements Expiry<String, LocalBucket> {

		@Override
		public long expireAfterCreate(String key, LocalBucket bucket, long currentTime) {
			return bucket.lifeNanos();
		}

		@Override
		public long expireAfterUpdate(String key, LocalBucket bucket, long currentTime, long currentDuration) {
			return bucket.lifeNanos();
		}

		@Override
		public long expireAfterRead(String key, LocalBucket bucket, long currentTime, long currentDuration) {
			return (bucket.limit().window() == null) ? bucket.lifeNanos() : currentDuration;
		}

	}

}
