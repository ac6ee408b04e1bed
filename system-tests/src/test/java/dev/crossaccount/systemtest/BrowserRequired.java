package dev.crossaccount.systemtest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Map;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test where there is no Chromium with its driver, and fails it there in CI. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserRequired.Condition.class)
@interface BrowserRequired {

	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return decide(Files.isExecutable(Browser.PROGRAM) && Files.isExecutable(Browser.DRIVER), System.getenv());
		}

		static ConditionEvaluationResult decide(boolean browser, Map<String, String> environment) {
			if (browser) {
				return ConditionEvaluationResult.enabled("Chromium is there");
			}
			if ("true".equals(environment.get("CI"))) {
				throw new IllegalStateException("CI=true but there is no " + Browser.PROGRAM + " with " + Browser.DRIVER
						+ ": apt-get install chromium chromium-driver");
			}
			return ConditionEvaluationResult.disabled("no " + Browser.PROGRAM + " with " + Browser.DRIVER);
		}

	}

}
