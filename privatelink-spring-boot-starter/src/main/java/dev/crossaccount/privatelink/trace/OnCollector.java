package dev.crossaccount.privatelink.trace;

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
 * Lets nothing of Spring Boot's tracing into a service unless a collector is named: it
 * would make spans of every request that end in nothing. A service that sends its traces
 * in another way sets {@code management.tracing.export.enabled=true}.
 */
class OnCollector implements Condition, AutoConfigurationImportFilter, EnvironmentAware {

	static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String OTHERWISE = "management.tracing.export.enabled";

	private @Nullable Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return isOn(context.getEnvironment());
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		Assert.state(this.environment != null, "No environment");
		boolean on = isOn(this.environment);
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = on || name == null || !isOfTracing(name);
		}
		return matches;
	}

	private static boolean isOfTracing(String name) {
		return name.startsWith("org.springframework.boot.micrometer.tracing.")
				|| name.startsWith("org.springframework.boot.opentelemetry.");
	}

	/** An empty variable names none. */
	private static boolean isOn(Environment environment) {
		return StringUtils.hasText(environment.getProperty(ENDPOINT))
				|| environment.getProperty(OTHERWISE, Boolean.class, false);
	}

}
