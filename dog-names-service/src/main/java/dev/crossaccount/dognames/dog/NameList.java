package dev.crossaccount.dognames.dog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.io.Resource;

/**
 * Reads a file of names: UTF-8, one per line, none blank, none twice whatever its case.
 */
final class NameList {

	private NameList() {
	}

	static String[] read(Resource file) {
		String text;
		try {
			text = file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new InvalidNamesException("%s cannot be read.".formatted(file.getFilename()));
		}
		return check(String.valueOf(file.getFilename()), text.lines().toList());
	}

	static String[] check(String file, List<String> lines) {
		List<String> names = new ArrayList<>();
		Map<String, Integer> seen = new HashMap<>();
		for (String line : lines) {
			int number = names.size() + 1;
			String name = line.strip();
			if (name.isEmpty()) {
				throw new InvalidNamesException("%s, line %d: the line is blank.".formatted(file, number));
			}
			Integer first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), number);
			if (first != null) {
				throw new InvalidNamesException(
						"%s, line %d: '%s' is on line %d already.".formatted(file, number, name, first));
			}
			names.add(name);
		}
		if (names.isEmpty()) {
			throw new InvalidNamesException("%s, line 1: there is no name.".formatted(file));
		}
		return names.toArray(String[]::new);
	}

}
