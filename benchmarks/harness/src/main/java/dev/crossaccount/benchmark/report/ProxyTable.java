package dev.crossaccount.benchmark.report;

import java.util.List;
import java.util.Optional;

import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Results;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Spread;
import dev.crossaccount.benchmark.subject.Subject;

/** What a request costs each proxy, in one case. */
public final class ProxyTable {

	private ProxyTable() {
	}

	/**
	 * Makes the table.
	 * @param results what was measured
	 * @param subjects the proxies, in the order of the rows
	 * @param what the case
	 * @return the table
	 */
	public static Table of(Results results, List<Subject> subjects, Case what) {
		Table table = new Table(what.title(), "CPU µs/request", "× nginx", "× stock", "requests/s", "memory MiB",
				"others' CPU %");
		Optional<Spread> nginx = results.cpu("nginx", what);
		Optional<Spread> stock = results.cpu("stock", what);
		for (Subject subject : subjects) {
			Optional<Spread> cpu = results.cpu(subject.name(), what);
			table.row(subject.title(), Figures.spread(cpu), Figures.ratio(cpu, nginx), Figures.ratio(cpu, stock),
					Figures.median(results.of(subject.name(), what, Round::perSecond)),
					Figures.mebibytes(results.of(subject.name(), what, Round::memory)),
					Figures.median(results.of(subject.name(), what, (round) -> round.noise() * 100)));
		}
		return table;
	}

}
