package dev.crossaccount.infra;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A provider in the gateway's {@code providers.yaml}.
 *
 * @param name its name there
 * @param paths each path and all below it
 */
record PublishedApi(String name, List<String> paths) {

	/** The gateway's own, as it is in its image. */
	static final Path FILE = Path.of("../gateway-service/src/main/resources/providers.yaml");

	/** What the variable is called where the name does not say so. */
	private static final Map<String, String> VARIABLES = Map.of("dogs", "DOGNAME_SERVICE_NAME");

	/** As the gateway wants it. */
	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	PublishedApi {
		paths = List.copyOf(paths);
	}

	/**
	 * Reads the gateway's list of providers.
	 * @param file the gateway's {@code providers.yaml}
	 * @return the providers in their order
	 */
	static List<PublishedApi> read(Path file) {
		return block(block(yaml(file), "gateway", file), "providers", file).entrySet()
			.stream()
			.map((provider) -> of(provider, file))
			.toList();
	}

	/**
	 * The variable that names its endpoint service.
	 * @return such as {@code TODO_SERVICE_NAME}
	 */
	String serviceNameVariable() {
		return VARIABLES.getOrDefault(this.name,
				this.name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SERVICE_NAME");
	}

	private static @Nullable Object yaml(Path file) {
		try (Reader reader = Files.newBufferedReader(file)) {
			return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"%s cannot be read: it must be the gateway's list of providers.".formatted(file));
		}
		catch (YAMLException ex) {
			String place = (ex instanceof MarkedYAMLException marked)
					? "line " + (marked.getProblemMark().getLine() + 1) : "it";
			throw new InvalidInputException("%s is not YAML: %s must be mended.".formatted(file, place));
		}
	}

	private static PublishedApi of(Map.Entry<?, ?> provider, Path file) {
		Object paths = (provider.getValue() instanceof Map<?, ?> settings) ? settings.get("paths") : null;
		List<?> list = (paths instanceof List<?> several) ? several : Collections.singletonList(paths);
		if (list.isEmpty() || !list.stream().allMatch(PublishedApi::isPath)) {
			throw new InvalidInputException(
					"%s: gateway.providers.%s.paths is %s, and must be a path such as /orders, or a list of such paths."
						.formatted(file, provider.getKey(), (paths != null) ? "'%s'".formatted(paths) : "missing"));
		}
		return new PublishedApi(String.valueOf(provider.getKey()), list.stream().map(String::valueOf).toList());
	}

	private static boolean isPath(@Nullable Object path) {
		return path instanceof String text && PATH.matcher(text).matches();
	}

	private static Map<?, ?> block(@Nullable Object parent, String key, Path file) {
		if (parent instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> block) {
			return block;
		}
		throw new InvalidInputException(
				"%s has no block '%s': it must have gateway.providers, with a block for each provider.".formatted(file,
						key));
	}

}
