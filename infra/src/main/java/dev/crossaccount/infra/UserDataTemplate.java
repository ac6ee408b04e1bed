package dev.crossaccount.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A boot script with words between at signs, for which values are put. */
final class UserDataTemplate {

	private static final Pattern WORD = Pattern.compile("@([A-Z_]+)@");

	private UserDataTemplate() {
	}

	/**
	 * Fills a script in.
	 * @param resource the script, beside this class
	 * @param values what to put for each of its words
	 * @return the script, without its first line
	 */
	static String render(String resource, Map<String, String> values) {
		String template = read(resource);
		Matcher words = WORD.matcher(template);
		String script = words.replaceAll((word) -> Matcher
			.quoteReplacement(Objects.requireNonNull(values.get(word.group(1)), () -> "No value for " + word.group())));
		// The CDK writes the first line itself.
		return script.substring(script.indexOf('\n') + 1);
	}

	private static String read(String resource) {
		try (InputStream stream = Objects.requireNonNull(UserDataTemplate.class.getResourceAsStream(resource),
				resource)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
