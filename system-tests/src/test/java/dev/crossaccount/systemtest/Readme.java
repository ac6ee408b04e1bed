package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README, whose blocks, as those of other pages, the tests take at their word. */
final class Readme {

	private Readme() {
	}

	static String text() {
		try {
			return Files.readString(Command.ROOT.resolve("README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the first block of the language that contains the text. */
	static String block(String language, String containing) {
		return block(text(), language, containing);
	}

	static String block(String page, String language, String containing) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((MatchResult block) -> block.group(1))
			.filter((block) -> block.contains(containing))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No block of %s with '%s'".formatted(language, containing)));
	}

}
