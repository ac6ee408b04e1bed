package dev.crossaccount.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: the first column is text, the others are figures. */
public class Table {

	private final List<List<String>> rows = new ArrayList<>();

	public Table(String... heads) {
		this.rows.add(List.of(heads));
	}

	/**
	 * Adds a row.
	 * @param cells as many as there are heads
	 */
	public void row(String... cells) {
		if (cells.length != this.rows.get(0).size()) {
			throw new IllegalArgumentException(
					"%d cells below %d heads".formatted(cells.length, this.rows.get(0).size()));
		}
		this.rows.add(List.of(cells));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(line(this.rows.get(0)));
		text.append("|---").append("|--:".repeat(this.rows.get(0).size() - 1)).append("|\n");
		this.rows.subList(1, this.rows.size()).forEach((row) -> text.append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells.stream().map((cell) -> cell.replace("|", "\\|")).toList()) + " |\n";
	}

}
