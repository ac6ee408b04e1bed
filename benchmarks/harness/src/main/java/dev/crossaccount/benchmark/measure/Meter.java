package dev.crossaccount.benchmark.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.load.Saturating;
import dev.crossaccount.benchmark.load.VoidRunException;
import dev.crossaccount.benchmark.process.Noise;
import dev.crossaccount.benchmark.process.Program;
import dev.crossaccount.benchmark.process.Programs;

/** Sends a round of requests to a subject, and reads before and after what it took. */
public class Meter {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int FIRST_PER_CONNECTION = 10;

	private static final int FIRST_AT_LEAST = 200;

	/**
	 * Part of the machine that others may take; a round in which they took more is
	 * repeated.
	 */
	private static final double QUIET = 0.05;

	private static final int ATTEMPTS = 3;

	/** On a machine that is never quiet a measurement must come to an end too. */
	private static final int REPETITIONS = 40;

	private final Saturating sender;

	private final Programs programs;

	private int repetitions;

	/** How fast it was the last time, which says how many requests take how long. */
	private final Map<List<Object>, Double> lastPerSecond = new HashMap<>();

	/**
	 * Makes a meter.
	 * @param sender what sends the requests
	 * @param programs all that is part of the measurement
	 */
	public Meter(Saturating sender, Programs programs) {
		this.sender = sender;
		this.programs = programs;
	}

	/**
	 * Measures one round; again, if others were busy meanwhile, but not for ever.
	 * @param program the subject
	 * @param load the requests
	 * @param connections how many at once
	 * @param duration about how long; a subject that is new to it gets a few requests
	 * first
	 * @return what it took
	 */
	public Round measure(Program program, Load load, int connections, Duration duration) {
		Round best = once(program, load, connections, duration);
		for (int attempt = 1; attempt < ATTEMPTS && best.noise() > QUIET && this.repetitions < REPETITIONS; attempt++) {
			this.repetitions++;
			Round next = once(program, load, connections, duration);
			best = (next.noise() < best.noise()) ? next : best;
		}
		return best;
	}

	/**
	 * Measures one round, whatever others do.
	 * @param program the subject
	 * @param load the requests
	 * @param connections how many at once
	 * @param duration about how long
	 * @return what it took
	 */
	Round once(Program program, Load load, int connections, Duration duration) {
		List<Object> key = List.of(load, connections);
		double expected = this.lastPerSecond.computeIfAbsent(key, (each) -> send(program, load, connections,
				Math.max(FIRST_AT_LEAST, (long) connections * FIRST_PER_CONNECTION)));
		long requests = Math.max(connections, (long) (expected * duration.toMillis() / 1000));
		try (MemoryWatch memory = new MemoryWatch(program)) {
			Noise noise = new Noise(this.programs);
			long before = program.cpuMicros();
			double perSecond = send(program, load, connections, requests);
			long cpu = program.cpuMicros() - before;
			this.lastPerSecond.put(key, perSecond);
			return new Round((double) cpu / requests, perSecond, memory.most(), noise.part());
		}
	}

	/**
	 * Sends requests without measuring.
	 * @param program the subject
	 * @param load the requests
	 * @param connections how many at once
	 * @param requests how many in all
	 * @return answers per second
	 */
	public double send(Program program, Load load, int connections, long requests) {
		try {
			return this.sender.send(load, connections, requests, LIMIT);
		}
		catch (VoidRunException ex) {
			throw new VoidRunException("%s, %s at %d connections: %s. It said last:%n%s".formatted(program.name(),
					load.path(), connections, ex.getMessage(), program.lastWords()));
		}
	}

}
