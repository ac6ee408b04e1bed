package dev.crossaccount.benchmark.phase;

import java.time.Duration;

import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.load.VoidRunException;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.subject.GatewayContainer;
import dev.crossaccount.benchmark.subject.Http;
import dev.crossaccount.benchmark.subject.Patience;

/** Sees whether the gateway stands minutes of saturation in a small container. */
public class MemoryPhase {

	private static final int REQUESTS_AT_FIRST = 2000;

	private static final int SECONDS_PER_ROUND = 10;

	private final Desk desk;

	/**
	 * Makes the phase.
	 * @param desk what it measures with
	 */
	public MemoryPhase(Desk desk) {
		this.desk = desk;
	}

	/**
	 * Loads a gateway.
	 * @param gateway the gateway
	 * @return what it showed
	 * @throws VoidRunException if an answer was not right, or it was killed
	 */
	public Outcome run(GatewayContainer gateway) {
		Load load = gateway.subject().load(Case.MAIN.path(), Case.MAIN.answerBytes());
		Patience.until(gateway.subject().program(), () -> Http.answers(load));
		long begin = System.nanoTime();
		long answered = 0;
		long requests = REQUESTS_AT_FIRST;
		while (System.nanoTime() - begin < this.desk.effort().memory().toNanos()) {
			double perSecond = this.desk.meter()
				.send(gateway.subject().program(), load, Case.MAIN.connections(), requests);
			answered += requests;
			requests = (long) (perSecond * SECONDS_PER_ROUND);
			this.desk.say("%d answers so far, %.0f/s, at most %d MiB", answered, perSecond,
					gateway.mostMemory() / (1024 * 1024));
		}
		if (gateway.isOutOfMemory()) {
			throw new VoidRunException("the gateway was killed because it used too much memory");
		}
		return new Outcome(answered, Duration.ofNanos(System.nanoTime() - begin), gateway.mostMemory());
	}

	/**
	 * What minutes of saturation showed.
	 *
	 * @param answers requests that were answered, all of them rightly
	 * @param time how long that took
	 * @param memory most memory that the gateway had in RAM, in bytes
	 */
	public record Outcome(long answers, Duration time, long memory) {
	}

}
