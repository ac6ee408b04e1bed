package dev.crossaccount.privatelink.openapi;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has springdoc, where it is there to make the document, make the same bytes each time.
 */
class OpenApiDefaults implements EnvironmentPostProcessor {

	private static final Map<String, Object> DEFAULTS = Map.of(
			// Reflection finds methods in any order.
			"springdoc.writer-with-order-by-keys", "true",
			// The document is kept with the sources, where a change is to be read.
			"springdoc.writer-with-default-pretty-printer", "true",
			// An operation lists its answers; advices say nothing that a reader can use.
			"springdoc.override-with-generic-response", "false",
			// References are to what CommonAnswers adds later.
			"springdoc.remove-broken-reference-definitions", "false",
			// Said, so that springdoc does not warn of its default.
			"springdoc.api-docs.enabled", "true");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().addLast(new MapPropertySource("privatelinkOpenApiDefaults", DEFAULTS));
	}

}
