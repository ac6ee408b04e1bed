package dev.crossaccount.privatelink.endpoint;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses what is measured of each request, unless the service has keys of its own: one
 * histogram of twelve buckets, and no timer of requests in flight, which would double the
 * cost of measuring.
 */
class MetricDefaults implements EnvironmentPostProcessor {

	private static final Map<String, Object> DEFAULTS = Map.of(
			"management.metrics.distribution.slo.http.server.requests",
			"5ms,10ms,25ms,50ms,100ms,250ms,500ms,1s,2s,3s,5s,10s", "management.metrics.observations.ignored-meters",
			"long-task-timer");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().addLast(new MapPropertySource("privatelinkMetricDefaults", DEFAULTS));
	}

}
