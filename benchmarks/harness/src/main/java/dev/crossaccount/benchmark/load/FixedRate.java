package dev.crossaccount.benchmark.load;

import java.util.List;

import dev.crossaccount.benchmark.process.Cores;

/** Measures latencies at a fixed rate of requests, by {@link OpenLoop}. */
public final class FixedRate {

	private static final int WARM_UP_SECONDS = 2;

	/**
	 * What never sleeps must give way at once to whoever wakes up: the upstream has the
	 * same processors.
	 */
	private static final List<String> LOW_PRIORITY = List.of("chrt", "--idle", "0");

	private final JavaSender sender;

	/**
	 * Makes a sender.
	 * @param cores where it runs
	 */
	public FixedRate(Cores cores) {
		this.sender = new JavaSender(cores);
	}

	/**
	 * Measures.
	 * @param load the requests
	 * @param connections how many may be on their way at once
	 * @param perSecond how many in a second
	 * @param seconds how long
	 * @return the latencies
	 * @throws VoidRunException if an answer was not right
	 */
	public Latencies measure(Load load, int connections, double perSecond, int seconds) {
		return Latencies.parse(this.sender.run(LOW_PRIORITY, OpenLoop.class, load,
				List.of(perSecond, connections, (long) (perSecond * WARM_UP_SECONDS), (long) (perSecond * seconds))));
	}

}
