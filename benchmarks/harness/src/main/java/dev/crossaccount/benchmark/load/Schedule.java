package dev.crossaccount.benchmark.load;

import java.util.Random;

/**
 * Says when requests are due: at random, as independent clients send them, but each time
 * the same.
 */
final class Schedule {

	private static final long SEED = 20_260_701;

	private Schedule() {
	}

	/**
	 * Draws times.
	 * @param perSecond how many requests in a second, on average
	 * @param count how many in all
	 * @return nanoseconds from the start, in order
	 */
	static long[] of(double perSecond, int count) {
		Random random = new Random(SEED);
		long[] times = new long[count];
		double time = 0;
		for (int i = 0; i < count; i++) {
			time += -Math.log(1 - random.nextDouble()) / perSecond * 1_000_000_000;
			times[i] = (long) time;
		}
		return times;
	}

}
