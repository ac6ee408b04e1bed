package dev.crossaccount.gateway.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Looks {@code PROVIDERS_FILE} up, a relative one in the working directory. Spring Boot
 * takes it for relative to the file that imports it, which lies in the program's jar, and
 * blames that file if there is nothing to import.
 */
class ProvidersFile implements EnvironmentPostProcessor, Ordered {

	private static final String VARIABLE = "PROVIDERS_FILE";

	/** By its ending Spring Boot knows how a file is to be read. */
	private static final Pattern ENDING = Pattern.compile(".*\\.(yaml|yml|properties)", Pattern.DOTALL);

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String file = environment.getProperty(VARIABLE);
		// What has a colon says itself where it is: file:, classpath:.
		if (file != null && !file.isBlank() && file.indexOf(':') < 0) {
			Path path = Path.of(file).toAbsolutePath().normalize();
			check(path);
			environment.getPropertySources()
				.addFirst(new MapPropertySource(VARIABLE, Map.of(VARIABLE, "file:" + path)));
		}
	}

	private static void check(Path path) {
		String problem = problem(path);
		if (problem != null) {
			throw new InvalidSettingsException(List.of(new InvalidSetting("The providers file " + path, problem,
					"Put a file there that the gateway may read, or name another in PROVIDERS_FILE.")));
		}
	}

	private static @Nullable String problem(Path path) {
		if (!Files.exists(path)) {
			return "does not exist";
		}
		if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
			return "can't be read";
		}
		return ENDING.matcher(path.toString()).matches() ? null : "has a name that does not end in .yaml or .yml";
	}

}
