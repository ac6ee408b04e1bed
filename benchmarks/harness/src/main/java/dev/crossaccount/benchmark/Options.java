package dev.crossaccount.benchmark;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.crossaccount.benchmark.report.Report;

/**
 * Holds what the command line asks for.
 *
 * @param memory whether to see what a container of 256 MiB stands, and nothing else
 * @param quick whether once and briefly is enough
 * @param only names of proxies to measure
 * @param parts what to measure of them
 */
record Options(boolean memory, boolean quick, List<String> only, Set<Part> parts) {

	static Options parse(String... words) {
		boolean memory = false;
		boolean quick = false;
		List<String> only = Report.PROXIES;
		Set<Part> parts = EnumSet.noneOf(Part.class);
		for (int i = 0; i < words.length; i++) {
			switch (words[i]) {
				case "memory" -> memory = true;
				case "--quick" -> quick = true;
				case "--only" -> only = names(words, ++i);
				case "--parts" -> parts = parts(words, ++i);
				default -> throw new UsageException("There is no option " + words[i] + ".");
			}
		}
		if (parts.isEmpty()) {
			parts = quick ? EnumSet.of(Part.MAIN) : EnumSet.allOf(Part.class);
		}
		if (parts.contains(Part.CASES) || parts.contains(Part.LATENCY)) {
			parts.add(Part.MAIN);
		}
		return new Options(memory, quick, only, parts);
	}

	/** Whether the result is one to keep. */
	boolean isWhole() {
		return !this.quick && this.only.size() == Report.PROXIES.size() && this.parts.size() == Part.values().length;
	}

	boolean wants(Part part) {
		return this.parts.contains(part);
	}

	private static List<String> names(String[] words, int index) {
		List<String> names = list(words, index);
		names.forEach((name) -> {
			if (!Report.PROXIES.contains(name)) {
				throw new UsageException("There is no proxy %s; there are %s.".formatted(name, Report.PROXIES));
			}
		});
		return Report.PROXIES.stream().filter(names::contains).toList();
	}

	private static Set<Part> parts(String[] words, int index) {
		Set<Part> parts = EnumSet.noneOf(Part.class);
		for (String word : list(words, index)) {
			try {
				parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
			}
			catch (IllegalArgumentException ex) {
				throw new UsageException("There is no part %s; there are %s.".formatted(word,
						List.of(Part.values()).toString().toLowerCase(Locale.ROOT)));
			}
		}
		return parts;
	}

	private static List<String> list(String[] words, int index) {
		if (index >= words.length) {
			throw new UsageException("After %s names are missing.".formatted(words[index - 1]));
		}
		return new ArrayList<>(List.of(words[index].split(",")));
	}

	/** What can be measured. */
	enum Part {

		MAIN, CASES, LATENCY, START, SERVICES

	}

	/** Says that the command line is wrong. */
	static class UsageException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		UsageException(String message) {
			super(message);
		}

	}

}
