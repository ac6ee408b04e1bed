package dev.crossaccount.benchmark.phase;

import java.time.Duration;

/**
 * Says how long and how often to measure.
 *
 * @param warmUp length of a round of warm-up
 * @param warmUps how many of those at most
 * @param round length of a round
 * @param mainRounds how many in the case that all are compared by
 * @param rounds how many in other cases
 * @param rateSeconds how long at a fixed rate
 * @param rateRounds how often at a fixed rate
 * @param starts how many starts
 * @param memory how long a small container is loaded
 */
public record Effort(Duration warmUp, int warmUps, Duration round, int mainRounds, int rounds, int rateSeconds,
		int rateRounds, int starts, Duration memory) {

	/** For figures to quote. */
	public static final Effort FULL = new Effort(Duration.ofSeconds(2), 30, Duration.ofSeconds(3), 5, 3, 6, 3, 3,
			Duration.ofMinutes(5));

	/** To see whether it works. */
	public static final Effort QUICK = new Effort(Duration.ofSeconds(2), 2, Duration.ofSeconds(3), 1, 1, 3, 1, 1,
			Duration.ofSeconds(30));

}
