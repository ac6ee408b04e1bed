package dev.crossaccount.gateway.throttle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Late answers of one count. Each is an object of its own, compared by identity, so that
 * a decision can tell whether another one was late since it was asked for.
 *
 * @param count how many
 * @param sinceNanos when the first one was late
 * @param answered whether an answer came in time since then
 */
record Late(int count, long sinceNanos, AtomicBoolean answered) {

	private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

	static Late none() {
		return new Late(0, 0, new AtomicBoolean(true));
	}

	/** All threads come here with every decision, so it writes only what is news. */
	void noteAnswer() {
		if (!this.answered.get()) {
			this.answered.set(true);
		}
	}

	Late andOneAt(long nanos) {
		boolean over = this.answered.get() && nanos - this.sinceNanos > WINDOW_NANOS;
		return (this.count == 0 || over) ? new Late(1, nanos, new AtomicBoolean())
				: new Late(this.count + 1, this.sinceNanos, this.answered);
	}

}
