package dev.crossaccount.privatelink.trace;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps a collector that is away from delaying a stop or filling the log, unless the
 * service has keys of its own. The spans that wait are one batch, so that a stop takes
 * two time limits at most; {@link LenientExporter} says what OpenTelemetry logs with a
 * stack trace per batch.
 */
class TraceDefaults implements EnvironmentPostProcessor {

	private static final String EXPORT = "management.opentelemetry.tracing.export.";

	private static final Map<String, Object> DEFAULTS = Map.of(EXPORT + "timeout", "1s", EXPORT + "max-batch-size",
			"2048", EXPORT + "otlp.timeout", "1s", EXPORT + "otlp.connect-timeout", "1s",
			"logging.level.io.opentelemetry", "off");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().addLast(new MapPropertySource("privatelinkTraceDefaults", DEFAULTS));
	}

}
