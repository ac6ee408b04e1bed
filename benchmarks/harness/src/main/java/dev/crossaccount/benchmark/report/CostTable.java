package dev.crossaccount.benchmark.report;

import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Rounds;

/** What a request costs at saturation, in one case. */
final class CostTable {

	private final Findings findings;

	private final List<String> bases;

	/**
	 * Makes a table.
	 * @param findings what was measured
	 * @param bases the subjects that others are compared with
	 */
	CostTable(Findings findings, String... bases) {
		this.findings = findings;
		this.bases = List.of(bases);
	}

	Table of(String what, List<String> subjects) {
		List<String> heads = new ArrayList<>(List.of(what, "CPU µs/request"));
		this.bases.forEach((base) -> heads.add("× " + this.findings.title(base)));
		heads.addAll(List.of("requests/s", "memory MiB"));
		Table table = new Table(heads.toArray(String[]::new));
		Rounds<Round> rounds = this.findings.rounds();
		for (String subject : subjects) {
			List<String> cells = new ArrayList<>();
			cells.add(this.findings.title(subject));
			cells.add(Figures.spread(rounds.of(subject, what, Round::cpuMicros)));
			this.bases.forEach((base) -> cells.add(Figures.ratio(rounds.ratio(subject, base, what, Round::cpuMicros))));
			cells.add(Figures.median(rounds.of(subject, what, Round::perSecond)));
			cells.add(Figures.mebibytes(rounds.of(subject, what, Round::memory)));
			table.row(cells.toArray(String[]::new));
		}
		return table;
	}

}
