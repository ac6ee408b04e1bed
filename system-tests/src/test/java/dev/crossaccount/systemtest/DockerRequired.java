package dev.crossaccount.systemtest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where there is no Docker, and fails it there in CI.
 * <p>
 * {@code CI=true} says that Docker should be there; {@code DOCKERLESS=true} that its
 * absence is meant.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerRequired.Condition.class)
public @interface DockerRequired {

	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			boolean docker = answers("docker", "version") && answers("docker", "compose", "version");
			return decide(docker, System.getenv());
		}

		static ConditionEvaluationResult decide(boolean docker, Map<String, String> environment) {
			if (docker) {
				return ConditionEvaluationResult.enabled("Docker and Compose answer");
			}
			if ("true".equals(environment.get("CI")) && !"true".equals(environment.get("DOCKERLESS"))) {
				throw new IllegalStateException(
						"CI=true but no Docker with Compose answers; set DOCKERLESS=true where that is meant");
			}
			return ConditionEvaluationResult.disabled("no Docker with Compose answers");
		}

		private static boolean answers(String... words) {
			try {
				return Command.run(Duration.ofSeconds(20), Map.of(), List.of(words)).exitCode() == 0;
			}
			catch (java.io.UncheckedIOException ex) {
				return false;
			}
		}

	}

}
