package dev.crossaccount.benchmark.phase;

import java.util.List;
import java.util.function.Function;

import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.subject.Bench;
import dev.crossaccount.benchmark.subject.Http;
import dev.crossaccount.benchmark.subject.Patience;
import dev.crossaccount.benchmark.subject.Subject;

/** Measures how long programs on the JVM take from their start to their first answer. */
public class StartPhase {

	private final Desk desk;

	/**
	 * Makes the phase.
	 * @param desk what it measures with
	 */
	public StartPhase(Desk desk) {
		this.desk = desk;
	}

	/**
	 * Starts each program several times, with its AOT cache and without, in turn.
	 * @param starts what starts the programs
	 */
	public void run(List<Start> starts) {
		for (int number = 1; number <= this.desk.effort().starts(); number++) {
			for (Start start : starts) {
				measure(start, true);
				measure(start, false);
			}
		}
	}

	private void measure(Start start, boolean cached) {
		Bench bench = this.desk.bench().forStarts(cached);
		long begin = System.nanoTime();
		Subject subject = start.action().apply(bench);
		Patience.until(subject.program(), () -> Http.answers(subject.load(start.path(), 0)));
		double millis = (System.nanoTime() - begin) / 1_000_000.0;
		bench.programs().stop(subject.program());
		String what = cached ? Findings.CACHED : Findings.UNCACHED;
		this.desk.findings().starts().add(subject.name(), what, millis);
		this.desk.findings().name(subject.name(), subject.title());
		this.desk.say("start of %s %s: %.0f ms", subject.name(), what, millis);
	}

	/**
	 * A program to start.
	 *
	 * @param path what its first answer is to
	 * @param action what starts it
	 */
	public record Start(String path, Function<Bench, Subject> action) {
	}

}
