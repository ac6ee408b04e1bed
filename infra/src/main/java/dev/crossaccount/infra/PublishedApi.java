package dev.crossaccount.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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

	PublishedApi {
		paths = List.copyOf(paths);
	}

	/**
	 * Reads the gateway's list of providers.
	 * @param file the gateway's {@code providers.yaml}
	 * @return the providers in their order
	 */
	static List<PublishedApi> read(Path file) {
		try (Reader reader = Files.newBufferedReader(file)) {
			Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
			return block(block(root, "gateway", file), "providers", file).entrySet()
				.stream()
				.map((provider) -> of(provider, file))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The variable that names its endpoint service.
	 * @return such as {@code TODO_SERVICE_NAME}
	 */
	String serviceNameVariable() {
		return VARIABLES.getOrDefault(this.name,
				this.name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SERVICE_NAME");
	}

	private static PublishedApi of(Map.Entry<?, ?> provider, Path file) {
		String name = String.valueOf(provider.getKey());
		if (!(provider.getValue() instanceof Map<?, ?> settings)) {
			throw new IllegalStateException("%s: gateway.providers.%s is empty.".formatted(file, name));
		}
		Object paths = settings.get("paths");
		if (paths instanceof List<?> list) {
			return new PublishedApi(name, list.stream().map(String::valueOf).toList());
		}
		return new PublishedApi(name, List.of(String.valueOf(paths)));
	}

	private static Map<?, ?> block(Map<?, ?> parent, String key, Path file) {
		if (parent.get(key) instanceof Map<?, ?> block) {
			return block;
		}
		throw new IllegalStateException("%s has no block '%s'.".formatted(file, key));
	}

}
