package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration in {@code benchmarks/peers}, with {@code ${NAME}} where the harness
 * fills in values.
 */
final class Template {

	private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

	private Template() {
	}

	/**
	 * Writes a configuration.
	 * @param template the file with places
	 * @param target the file to write; its folder is made
	 * @param values what to put there
	 * @return the file written
	 */
	static Path fill(Path template, Path target, Map<String, String> values) {
		try {
			Files.createDirectories(target.toAbsolutePath().getParent());
			return Files.writeString(target, fill(Files.readString(template), values));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String fill(String text, Map<String, String> values) {
		return PLACE.matcher(text).replaceAll((place) -> {
			String value = values.get(place.group(1));
			if (value == null) {
				throw new IllegalArgumentException("Nothing to put for " + place.group());
			}
			return Matcher.quoteReplacement(value);
		});
	}

}
