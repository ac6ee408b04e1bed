package dev.crossaccount.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.process.Program;

/** Loads a subject until its processor time per request has stopped to fall. */
public class WarmUp {

	private final Meter meter;

	private final Duration round;

	private final int mostRounds;

	/**
	 * Makes a warm-up.
	 * @param meter what loads and measures
	 * @param round length of a round
	 * @param mostRounds after how many to be content
	 */
	public WarmUp(Meter meter, Duration round, int mostRounds) {
		this.meter = meter;
		this.round = round;
		this.mostRounds = mostRounds;
	}

	/**
	 * Warms a subject up.
	 * @param program the subject
	 * @param load what it will be asked
	 * @param connections how many at once
	 * @return processor time per request of each round, in microseconds
	 */
	public List<Double> run(Program program, Load load, int connections) {
		List<Double> figures = new ArrayList<>();
		while (figures.size() < this.mostRounds && !Stability.reached(figures)) {
			figures.add(this.meter.once(program, load, connections, this.round).cpuMicros());
		}
		return figures;
	}

}
