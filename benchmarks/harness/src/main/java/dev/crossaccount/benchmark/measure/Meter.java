package dev.crossaccount.benchmark.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.crossaccount.benchmark.load.H2Load;
import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.load.VoidRunException;
import dev.crossaccount.benchmark.process.Noise;
import dev.crossaccount.benchmark.process.Program;
import dev.crossaccount.benchmark.process.Programs;

/** Sends a round of requests to a subject, and reads before and after what it took. */
public class Meter {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int REQUESTS_OF_FIRST_ROUND = 10;

	private final H2Load h2load;

	private final Programs programs;

	/** How fast it was the last time, which says how many requests take how long. */
	private final Map<Load, Double> lastPerSecond = new HashMap<>();

	public Meter(H2Load h2load, Programs programs) {
		this.h2load = h2load;
		this.programs = programs;
	}

	/**
	 * Measures one round.
	 * @param program the subject
	 * @param load the requests
	 * @param connections how many at once
	 * @param duration about how long; a subject that is new to it gets a few requests
	 * first
	 * @return what it took
	 */
	public Round measure(Program program, Load load, int connections, Duration duration) {
		double expected = this.lastPerSecond.computeIfAbsent(load, (each) -> firstRound(program, each, connections));
		long requests = Math.max(connections, (long) (expected * duration.toMillis() / 1000));
		try (MemoryWatch memory = new MemoryWatch(program)) {
			Noise noise = new Noise(this.programs);
			long before = program.cpuMicros();
			double perSecond = send(program, load, connections, requests);
			long cpu = program.cpuMicros() - before;
			this.lastPerSecond.put(load, perSecond);
			return new Round((double) cpu / requests, perSecond, memory.most(), noise.part());
		}
	}

	private double firstRound(Program program, Load load, int connections) {
		return send(program, load, connections, (long) connections * REQUESTS_OF_FIRST_ROUND);
	}

	private double send(Program program, Load load, int connections, long requests) {
		try {
			return this.h2load.send(load, connections, requests, LIMIT);
		}
		catch (VoidRunException ex) {
			throw new VoidRunException("%s%s: %s. It said last:%n%s".formatted(program.name(), load.path(),
					ex.getMessage(), program.lastWords()));
		}
	}

}
