package dev.crossaccount.privatelink.requestid;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Shows the request id, and the ids of the VPC endpoint and the trace if there are any,
 * in each log line of a request, unless the service has a
 * {@code logging.pattern.correlation} of its own.
 */
class CorrelationPattern implements EnvironmentPostProcessor {

	/** Nothing outside of a request; no gap where an id is missing. */
	private static final String PATTERN = "%replace(%replace([%X{requestId} %X{vpcEndpointId} %X{traceId}] ){' +(?=[ \\]])', ''}){'\\[\\] ', ''}";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("privatelinkDefaults", Map.of("logging.pattern.correlation", PATTERN)));
	}

}
