package dev.crossaccount.gateway.settings;

import java.util.Arrays;
import java.util.List;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Refuses a providers file that says nothing to the gateway: it was meant to. */
class ProvidersFileCheck implements EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String location = environment.getProperty("PROVIDERS_FILE", "file:./providers.yaml");
		List<EnumerablePropertySource<?>> documents = environment.getPropertySources()
			.stream()
			.<EnumerablePropertySource<?>>mapMulti((source, sink) -> {
				if (source instanceof EnumerablePropertySource<?> document && isFrom(location, source.getName())) {
					sink.accept(document);
				}
			})
			.toList();
		if (!documents.isEmpty() && documents.stream().noneMatch(ProvidersFileCheck::concernsTheGateway)) {
			throw new InvalidSettingsException(List.of(new InvalidSetting("The providers file " + location,
					"has no key that begins with gateway", "Put its blocks below gateway: and providers:.")));
		}
	}

	/** As Spring Boot names what it has read. */
	private static boolean isFrom(String location, String source) {
		return source.startsWith("Config resource") && source.contains(location + "'");
	}

	private static boolean concernsTheGateway(EnumerablePropertySource<?> document) {
		return Arrays.stream(document.getPropertyNames()).anyMatch((name) -> name.startsWith("gateway."));
	}

}
