package dev.crossaccount.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gateway itself judges the settings that it gets; skipped where it is not built,
 * which in CI is a failure.
 */
@NodeRequired
class GatewayCheckIT {

	private static final Path JAR = Path.of("../gateway-service/target/gateway-service-0.1.0-SNAPSHOT.jar");

	@Test
	void shouldTakeItsSettings() {
		if (!Files.exists(JAR)) {
			if ("true".equals(System.getenv("CI"))) {
				throw new AssertionError("CI=true but %s is missing: build gateway-service first".formatted(JAR));
			}
			Assumptions.abort("gateway-service is not built");
		}
		Map<String, String> environment = new HashMap<>();
		FargateServicesTest.container("global-apigw")
			.path("Environment")
			.forEach((variable) -> environment.put(variable.path("Name").asText(), Shell.text(variable.path("Value"))));
		environment.put("VALKEY_PASSWORD", "0123456789abcdefABCDEF");
		// By which it sees that it is on AWS.
		environment.put("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE");
		Command check = Command.run(Duration.ofMinutes(3), environment, List
			.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar", JAR.toString(), "--check"));
		assertThat(check.succeeds().output()).contains("OK");
	}

}
