package dev.crossaccount.infra;

import software.amazon.awscdk.Duration;

/**
 * How a program leaves without losing a request: its readiness goes down and it goes on
 * accepting for the drain delay, until the load balancer has noticed; then it ends what
 * is in flight, for at most 30 s. It is killed only after that.
 */
final class Timing {

	static final Duration HEALTH_INTERVAL = Duration.seconds(5);

	static final Duration HEALTH_TIMEOUT = Duration.seconds(2);

	static final int HEALTH_THRESHOLD = 2;

	/** Above two failed health checks. */
	static final Duration DRAIN_DELAY = Duration.seconds(15);

	/** When the load balancer forgets a target that left; not above {@link #STOP}. */
	static final Duration DEREGISTRATION = Duration.seconds(30);

	/** From TERM to KILL: above the drain delay and the requests in flight together. */
	static final Duration STOP = Duration.seconds(60);

	private Timing() {
	}

	/**
	 * The drain delay as the programs take it.
	 * @return such as {@code 15s}
	 */
	static String drainDelay() {
		return DRAIN_DELAY.toSeconds().intValue() + "s";
	}

}
