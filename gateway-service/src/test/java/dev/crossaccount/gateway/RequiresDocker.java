package dev.crossaccount.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips a test where there is no Docker, and fails it where there should be: with
 * {@code CI=true}, unless {@code DOCKERLESS=true} says that the pass is to do without.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
public @interface RequiresDocker {

	/** Looks for Docker. */
	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (isTrue("DOCKERLESS")) {
				return ConditionEvaluationResult.disabled("DOCKERLESS=true");
			}
			if (DockerClientFactory.instance().isDockerAvailable()) {
				return ConditionEvaluationResult.enabled("Docker answers");
			}
			if (isTrue("CI")) {
				throw new IllegalStateException("Docker does not answer, and CI=true");
			}
			return ConditionEvaluationResult.disabled("Docker does not answer");
		}

		private static boolean isTrue(String variable) {
			return "true".equals(System.getenv(variable));
		}

	}

}
