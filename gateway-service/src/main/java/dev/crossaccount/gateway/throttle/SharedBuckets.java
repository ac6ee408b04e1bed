package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.crossaccount.gateway.settings.Rate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Counts in Valkey as long as it answers within the budget. A decision that is late is
 * this gateway's own. After a few of those within a second or in a row, or at once when
 * the connection fails, the gateway counts for itself, without waiting again, and asks
 * every second whether Valkey is back.
 */
class SharedBuckets implements Buckets, AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

	private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

	/**
	 * Late answers, within a second or in a row, after which Valkey is taken for lost.
	 * One is a pause, such as of a collector of garbage or of a fork; three, each asked
	 * for after the one before was late, are more than that, also where others were in
	 * time. More would only make more callers wait, and admit more than the plans allow.
	 */
	private static final int LATE_ANSWERS = 3;

	/** It writes: a Valkey that is full or a replica answers what only reads. */
	private static final List<Claim> PROBE = List
		.of(new Claim("throttle:{-}:probe", Limit.rate("probe", new Rate(1, Duration.ofSeconds(1)), 1), false));

	private final ValkeyBuckets shared;

	private final Buckets local;

	private final Duration budget;

	private final String address;

	private final Runnable onFallback;

	private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

	private final AtomicReference<Late> late = new AtomicReference<>(Late.none());

	private final Disposable.Swap nextProbe = Disposables.swap();

	/**
	 * Counts locally until {@link #start()} was called and Valkey answered.
	 * @param shared where to count
	 * @param local where to count otherwise
	 * @param budget longest wait for a decision
	 * @param address how to call Valkey in the log
	 * @param onFallback told of every decision that was not Valkey's
	 */
	SharedBuckets(ValkeyBuckets shared, Buckets local, Duration budget, String address, Runnable onFallback) {
		this.shared = shared;
		this.local = local;
		this.budget = budget;
		this.address = address;
		this.onFallback = onFallback;
	}

	@Override
	public Mono<Decision> take(List<Claim> claims, Supplier<Scheduler> thread) {
		if (this.state.get() != State.UP) {
			return takeLocally(claims, thread);
		}
		Scheduler loop = thread.get();
		Late before = this.late.get();
		return this.shared.take(claims)
			.publishOn(loop)
			.timeout(this.budget, loop)
			.doOnNext((decision) -> this.late.get().noteAnswer())
			.onErrorResume((failure) -> {
				if (isLost(failure, before, loop) && this.state.compareAndSet(State.UP, State.DOWN)) {
					lose(failure);
				}
				return takeLocally(claims, thread);
			});
	}

	boolean isUp() {
		return this.state.get() == State.UP;
	}

	void start() {
		probe();
	}

	@Override
	public void close() {
		this.nextProbe.dispose();
		this.shared.close();
	}

	private Mono<Decision> takeLocally(List<Claim> claims, Supplier<Scheduler> thread) {
		this.onFallback.run();
		return this.local.take(claims, thread);
	}

	/**
	 * However many decisions one pause makes late, it counts once: of those that were
	 * waiting at the same time, all but the first find the count changed.
	 */
	private boolean isLost(Throwable failure, Late before, Scheduler clock) {
		if (!(failure instanceof TimeoutException)) {
			return true;
		}
		Late counted = before.andOneAt(clock.now(TimeUnit.NANOSECONDS));
		return this.late.compareAndSet(before, counted) && counted.count() >= LATE_ANSWERS;
	}

	private void lose(Throwable failure) {
		LOG.warn("Valkey at {} {}: each gateway counts requests for itself until it is back", this.address,
				reason(failure));
		probeLater();
	}

	private void probe() {
		this.shared.connect()
			.then(Mono.defer(() -> this.shared.take(PROBE).timeout(this.budget)))
			.subscribe((decision) -> succeed(), this::fail);
	}

	private void succeed() {
		this.late.set(Late.none());
		if (this.state.getAndSet(State.UP) == State.STARTING) {
			LOG.info("Requests are counted in Valkey at {}", this.address);
		}
		else {
			LOG.info("Valkey at {} is back: requests are counted there again", this.address);
		}
	}

	private void fail(Throwable failure) {
		this.shared.disconnect();
		if (this.state.compareAndSet(State.STARTING, State.DOWN)) {
			lose(failure);
		}
		else {
			probeLater();
		}
	}

	private void probeLater() {
		this.nextProbe
			.update(Schedulers.parallel().schedule(this::probe, PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
	}

	private String reason(Throwable failure) {
		if (failure instanceof TimeoutException) {
			return "did not answer within " + this.budget.toMillis() + " ms";
		}
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return "failed (" + ((root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName()) + ")";
	}

	private enum State {

		/** Nobody knows yet. */
		STARTING,

		/** Valkey counts. */
		UP,

		/** This gateway counts. */
		DOWN

	}

}
