package dev.crossaccount.gateway.consumer;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML that holds texts, lists and mappings alone: a consumer may be called {@code no} or
 * {@code 1e3}, and no hash is taken for a number.
 */
final class StrictYaml {

	private static final String TWICE_REMEDY = "Make one block of the two: a consumer's second key is one more line with"
			+ " a hyphen below the first, in the same key-sha256.";

	private StrictYaml() {
	}

	/**
	 * Reads one document.
	 * @param text YAML
	 * @param findings takes what is wrong, with the place
	 * @return texts, lists and maps; {@code null} if it is empty or wrong
	 */
	static @Nullable Object read(String text, Findings findings) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setCodePointLimit(ConsumersSource.MAX_BYTES);
		DumperOptions unused = new DumperOptions();
		try {
			return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new TextOnly())
				.load(text);
		}
		catch (DuplicateKeyException ex) {
			findings.addFile(
					"has the key %s twice, the second time%s"
						.formatted(String.valueOf(ex.getProblem()).replace("found duplicate key ", ""), place(ex)),
					TWICE_REMEDY);
		}
		catch (MarkedYAMLException ex) {
			findings.addFile("is not valid YAML" + place(ex) + ": " + ex.getProblem(),
					"Indent with spaces, never tabs, and align the keys of a block.");
		}
		catch (RuntimeException ex) {
			// Explicit tags with values that they don't fit.
			findings.addFile("is not valid YAML", "Write plain texts, lists and blocks only.");
		}
		return null;
	}

	private static String place(MarkedYAMLException ex) {
		return (ex.getProblemMark() == null) ? "" : " at line %d, column %d"
			.formatted(ex.getProblemMark().getLine() + 1, ex.getProblemMark().getColumn() + 1);
	}

	/** Takes nothing for a number, a date or a truth value. */
	private static final class TextOnly extends Resolver {

		@Override
		protected void addImplicitResolvers() {
			// None.
		}

	}

}
