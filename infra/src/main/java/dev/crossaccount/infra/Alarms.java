package dev.crossaccount.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * What the alarms of the stacks have in common. Each costs $0.10 per month for each of
 * its metrics.
 */
final class Alarms {

	static final ComparisonOperator AT_LEAST = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;

	private Alarms() {
	}

	static MetricOptions everyMinute(String statistic) {
		return MetricOptions.builder().period(Duration.minutes(1)).statistic(statistic).build();
	}

}
