package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * An answer by which a provider says that it failed: 502, 503 or 504. It is passed on
 * unless the request is sent again.
 */
class FailedAnswer extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Duration FOREVER = Duration.ofDays(1);

	private final transient UpstreamAnswer answer;

	/** Whether it was passed on or discarded, which happens once. */
	private final AtomicBoolean given = new AtomicBoolean();

	private final Duration retryAfter;

	FailedAnswer(UpstreamAnswer answer) {
		super("Answered " + answer.status(), null, false, false);
		this.answer = answer;
		this.retryAfter = duration(answer.head().headers().get("Retry-After"));
	}

	static boolean isFailure(UpstreamAnswer answer) {
		int status = answer.status();
		return status >= 502 && status <= 504;
	}

	/** The answer, to be passed on. */
	UpstreamAnswer take() {
		this.given.set(true);
		return this.answer;
	}

	/** Nobody gets the answer, if nobody did. */
	void discard() {
		if (this.given.compareAndSet(false, true)) {
			this.answer.discard();
		}
	}

	/** How long the provider wants to be left alone. */
	Duration retryAfter() {
		return this.retryAfter;
	}

	/** A date is at least a second ahead, which is longer than a client is kept. */
	private static Duration duration(@Nullable String value) {
		if (value == null) {
			return Duration.ZERO;
		}
		try {
			return Duration.ofSeconds(Integer.parseInt(value.trim()));
		}
		catch (NumberFormatException ex) {
			return FOREVER;
		}
	}

}
