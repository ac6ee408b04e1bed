package dev.crossaccount.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Alarms for what callers notice: failures, slow answers and refusals for calling too
 * often. They notify nobody until they are given an action.
 * <p>
 * Costs $0.10 per month for each of the three, and $0.30 for the count of refusals.
 */
final class ApiAlarms extends Construct {

	private static final int FAILURES = 10;

	private static final int SLOW_MILLIS = 2_000;

	private static final int REFUSALS = 100;

	ApiAlarms(Construct scope, String id, PublicApi api) {
		super(scope, id);
		alarm("Failures", "At least 10 answers in 5 minutes are 5xx", api.api().metricServerError(over("Sum")),
				FAILURES);
		alarm("Slow", "One answer in a hundred takes 2 s or more", api.api().metricLatency(over("p99")), SLOW_MILLIS);
		alarm("Throttled", "At least 100 requests in 5 minutes are refused with 429", refusals(api), REFUSALS);
	}

	/** Of the HTTP API itself and of the gateway: both pass its access log. */
	private IMetric refusals(PublicApi api) {
		return MetricFilter.Builder.create(this, "Refusals")
			.logGroup(api.accessLog())
			.filterPattern(FilterPattern.stringValue("$.status", "=", "429"))
			.metricNamespace("CrossAccountApis")
			.metricName("ThrottledRequests")
			.defaultValue(0)
			.build()
			.metric(over("Sum"));
	}

	private void alarm(String id, String description, IMetric metric, int threshold) {
		Alarm.Builder.create(this, id)
			.alarmDescription(description)
			.metric(metric)
			.threshold(threshold)
			.comparisonOperator(Alarms.AT_LEAST)
			.evaluationPeriods(1)
			// Nobody called.
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.build();
	}

	private static MetricOptions over(String statistic) {
		return MetricOptions.builder().period(Duration.minutes(5)).statistic(statistic).build();
	}

}
