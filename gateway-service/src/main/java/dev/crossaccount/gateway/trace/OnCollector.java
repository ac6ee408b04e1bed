package dev.crossaccount.gateway.trace;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Lets nothing of tracing in unless a collector is named: Spring Boot's own part would
 * run threads and handlers that end in nothing. Of that part the gateway takes the
 * sending alone, and makes its spans itself.
 */
public class OnCollector implements Condition, AutoConfigurationImportFilter, EnvironmentAware {

	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	/** The last one is what OTEL_TRACES_EXPORTER=none turns off. */
	private static final List<String> SWITCHES = List.of("management.opentelemetry.enabled",
			"management.tracing.export.enabled", "management.tracing.export.otlp.enabled");

	private static final String BOOT = "org.springframework.boot.";

	/** Spans of observations, and what goes with them. */
	private static final Set<String> LEFT = Set.of(
			BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
			BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
			BOOT + "micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
			BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration");

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return isNamed(context.getEnvironment());
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		Assert.state(this.environment != null, "No environment");
		boolean named = isNamed(this.environment);
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = name == null || !isOfTracing(name) || named && !LEFT.contains(name);
		}
		return matches;
	}

	private static boolean isOfTracing(String name) {
		return name.startsWith(BOOT + "micrometer.tracing.") || name.startsWith(BOOT + "opentelemetry.");
	}

	/** An empty variable names none, and Spring Boot's own switches turn it off. */
	private static boolean isNamed(Environment environment) {
		return StringUtils.hasText(environment.getProperty(ENDPOINT))
				&& SWITCHES.stream().allMatch((key) -> environment.getProperty(key, Boolean.class, true));
	}

}
