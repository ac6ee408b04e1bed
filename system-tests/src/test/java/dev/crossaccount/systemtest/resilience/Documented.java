package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Command;

import static org.assertj.core.api.Assertions.assertThat;

/** What a page tells an operator to type. */
final class Documented {

	private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

	private Documented() {
	}

	/** The blocks of commands below a headline of the second rank. */
	static List<String> commands(String page, String headline) throws IOException {
		String text = Files.readString(Command.ROOT.resolve(page));
		int start = text.indexOf("\n## " + headline + "\n");
		assertThat(start).as("%s in %s", headline, page).isPositive();
		String section = text.substring(start + 1).split("\n## ")[0];
		return BLOCK.matcher(section).results().map((block) -> block.group(1)).toList();
	}

}
