package dev.crossaccount.privatelink.requestid;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Shows the request id, and the VPC endpoint id if there is one, in each log line of a
 * request, unless the service has a {@code logging.pattern.correlation} of its own.
 */
class CorrelationPattern implements EnvironmentPostProcessor {

	/**
	 * Nothing outside of a request; no gap for the endpoint's id where there is none.
	 */
	private static final String PATTERN = "%replace(%replace([%X{requestId} %X{vpcEndpointId}] ){' \\] ', '] '}){'\\[\\] ', ''}";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("privatelinkDefaults", Map.of("logging.pattern.correlation", PATTERN)));
	}

}
