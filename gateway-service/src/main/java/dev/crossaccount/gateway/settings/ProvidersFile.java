package dev.crossaccount.gateway.settings;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Looks a relative {@code PROVIDERS_FILE} up in the working directory. Spring Boot takes
 * it for relative to the file that imports it, which lies in the program's jar.
 */
class ProvidersFile implements EnvironmentPostProcessor, Ordered {

	private static final String VARIABLE = "PROVIDERS_FILE";

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String file = environment.getProperty(VARIABLE);
		if (isRelative(file)) {
			String location = "file:" + Path.of(file).toAbsolutePath().normalize();
			environment.getPropertySources().addFirst(new MapPropertySource(VARIABLE, Map.of(VARIABLE, location)));
		}
	}

	/** What has a colon says itself where it is: {@code file:}, {@code classpath:}. */
	private static boolean isRelative(@Nullable String file) {
		return file != null && !file.isBlank() && file.indexOf(':') < 0 && !Path.of(file).isAbsolute();
	}

}
