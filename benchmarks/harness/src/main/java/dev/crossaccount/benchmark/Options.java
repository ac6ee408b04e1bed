package dev.crossaccount.benchmark;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Holds what the command line asks for.
 *
 * @param quick whether once and briefly is enough
 * @param only names of subjects to measure; all when empty
 */
record Options(boolean quick, Set<String> only) {

	static Options parse(String... words) {
		boolean quick = false;
		Set<String> only = new LinkedHashSet<>();
		for (int i = 0; i < words.length; i++) {
			if (words[i].equals("--quick")) {
				quick = true;
			}
			else if (words[i].equals("--only") && i + 1 < words.length) {
				only.addAll(Arrays.asList(words[++i].split(",")));
			}
			else {
				throw new IllegalArgumentException("Unknown option " + words[i]);
			}
		}
		return new Options(quick, only);
	}

	boolean wants(String name) {
		return this.only.isEmpty() || this.only.contains(name);
	}

}
