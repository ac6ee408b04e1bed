package dev.crossaccount.gateway.portal;

import org.jspecify.annotations.Nullable;

/**
 * Whether a provider works, as far as the gateway can tell.
 *
 * @param state {@code up}, {@code degraded}, {@code down} or {@code unknown}
 * @param reason why, in a few words
 */
record Health(String state, String reason) {

	/** From here on somebody should look. */
	private static final double MANY = 0.05;

	/**
	 * Judges a provider.
	 * @param breaker the state of its breaker
	 * @param lately its requests of the last seconds, if they were counted
	 * @param probe whether it answered when it was last asked, if it was
	 * @return the worst that one of them says
	 */
	static Health of(BreakerState breaker, @Nullable Counts lately, @Nullable Boolean probe) {
		boolean answered = lately != null && lately.latencies().total() > 0;
		double faults = (lately != null) ? lately.faults() : 0;
		if (Boolean.FALSE.equals(probe)) {
			return new Health("down", "does not answer");
		}
		if (breaker == BreakerState.OPEN) {
			return Boolean.TRUE.equals(probe) ? new Health("degraded", "answers again")
					: new Health("down", "keeps failing");
		}
		if (faults > 0 && !answered) {
			return Boolean.TRUE.equals(probe) ? new Health("degraded", "requests fail")
					: new Health("down", "no answers");
		}
		if (breaker == BreakerState.HALF_OPEN) {
			return new Health("degraded", "on trial");
		}
		if (lately != null && faults > MANY * lately.requests()) {
			return new Health("degraded", "some fail");
		}
		return (answered || probe != null) ? new Health("up", "answers") : new Health("unknown", "not asked yet");
	}

}
