package dev.crossaccount.benchmark.phase;

import java.util.List;

import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.measure.Meter;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.WarmUp;
import dev.crossaccount.benchmark.subject.Subject;

/** Measures subjects at saturation, in turn: A, B, C, A, B, C. */
class Saturation {

	private final Desk desk;

	private final Meter meter;

	private final WarmUp warmUp;

	Saturation(Desk desk, Meter meter) {
		this.desk = desk;
		this.meter = meter;
		this.warmUp = new WarmUp(meter, desk.effort().warmUp(), desk.effort().warmUps());
	}

	/** Warms a subject up on all processors, then keeps it to its own. */
	void warmUp(Subject subject, Load load, int connections) {
		List<Double> figures = this.warmUp.run(subject.program(), load, connections);
		subject.program().pin(this.desk.bench().cores());
		this.desk.say("warmed %s up for %s: %s µs/request", subject.name(), load.path(),
				figures.stream().map(Math::round).toList());
	}

	/**
	 * Measures.
	 * @param what title of the case
	 * @param entries the subjects and what is asked of them
	 * @param connections how many at once
	 * @param rounds how often
	 */
	void measure(String what, List<Entry> entries, int connections, int rounds) {
		for (int number = 1; number <= rounds; number++) {
			for (Entry entry : entries) {
				Round round = this.meter.measure(entry.subject().program(), entry.load(), connections,
						this.desk.effort().round());
				this.desk.findings().rounds().add(entry.subject().name(), what, round);
				this.desk.say("%s, round %d of %d, %s: %.1f µs/request, %.0f requests/s, others %.1f %%", what, number,
						rounds, entry.subject().name(), round.cpuMicros(), round.perSecond(), round.noise() * 100);
			}
		}
	}

	/** Gets code that the case needs compiled, and connections opened. */
	void settle(List<Entry> entries, int connections) {
		entries.forEach((entry) -> this.meter.measure(entry.subject().program(), entry.load(), connections,
				this.desk.effort().warmUp()));
	}

	/**
	 * One subject of a case.
	 *
	 * @param subject the subject
	 * @param load what it is asked
	 */
	record Entry(Subject subject, Load load) {
	}

}
