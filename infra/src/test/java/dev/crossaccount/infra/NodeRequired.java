package dev.crossaccount.infra;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test where there is no Node.js, in which the CDK runs, and fails it there in
 * CI. Such a test finds the same on any JDK, and CI runs it on one of them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-jdk")
@ExtendWith(NodeRequired.Condition.class)
@interface NodeRequired {

	class Condition implements ExecutionCondition {

		private static final int OLDEST = 18;

		private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return decide(version(), System.getenv());
		}

		static ConditionEvaluationResult decide(String version, Map<String, String> environment) {
			Matcher matcher = VERSION.matcher(version);
			if (matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST) {
				return ConditionEvaluationResult.enabled("Node.js is " + version.strip());
			}
			String reason = "no Node.js %d or later, which the CDK needs".formatted(OLDEST);
			if ("true".equals(environment.get("CI"))) {
				throw new IllegalStateException("CI=true but there is " + reason);
			}
			return ConditionEvaluationResult.disabled(reason);
		}

		private static String version() {
			try {
				return Command.run(Duration.ofSeconds(20), Map.of(), List.of("node", "--version")).output();
			}
			catch (UncheckedIOException ex) {
				return "";
			}
		}

	}

}
