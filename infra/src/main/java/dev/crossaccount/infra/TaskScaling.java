package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDimensionProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricStatProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.applicationautoscaling.ScalableTarget;
import software.constructs.Construct;

/**
 * From two to ten tasks of a service, so that each uses 60 % of its CPU at most and
 * serves no more requests than it should. The larger wish of the two wins.
 * <p>
 * Costs $0.10 per month for each alarm that Application Auto Scaling makes: about four.
 */
final class TaskScaling extends Construct {

	/** How many a task is to serve at most: 500 a second. */
	static final int REQUESTS_PER_MINUTE = 30_000;

	private static final int MIN = 2;

	private static final int MAX = 10;

	private static final int CPU_PERCENT = 60;

	/**
	 * What is counted, in a minute and over all tasks.
	 *
	 * @param namespace of the metric in CloudWatch
	 * @param metric its name
	 * @param statistic how it is summed up
	 * @param dimensions whose it is
	 * @param perTask how much a task is to get
	 */
	record Requests(String namespace, String metric, String statistic, Map<String, String> dimensions, int perTask) {

	}

	TaskScaling(Construct scope, String id, FargateService service, InternalLoadBalancer loadBalancer,
			Requests requests) {
		super(scope, id);
		ScalableTaskCount tasks = service
			.autoScaleTaskCount(EnableScalingProps.builder().minCapacity(MIN).maxCapacity(MAX).build());
		tasks.scaleOnCpuUtilization("Cpu",
				CpuUtilizationScalingProps.builder().targetUtilizationPercent(CPU_PERCENT).build());
		CfnScalingPolicy.Builder.create(this, "Requests")
			.policyName(getNode().getAddr())
			.policyType("TargetTrackingScaling")
			.scalingTargetId(((ScalableTarget) tasks.getNode().findChild("Target")).getScalableTargetId())
			.targetTrackingScalingPolicyConfiguration(TargetTrackingScalingPolicyConfigurationProperty.builder()
				.targetValue(requests.perTask())
				.customizedMetricSpecification(CustomizedMetricSpecificationProperty.builder()
					.metrics(perTask(loadBalancer, requests))
					.build())
				.build())
			.build();
	}

	private static List<TargetTrackingMetricDataQueryProperty> perTask(InternalLoadBalancer loadBalancer,
			Requests requests) {
		Map<String, String> targets = Map.of("LoadBalancer", loadBalancer.loadBalancer().getLoadBalancerFullName(),
				"TargetGroup", loadBalancer.targets().getTargetGroupFullName());
		return List.of(
				query("requests", requests.namespace(), requests.metric(), requests.statistic(), requests.dimensions()),
				query("tasks", "AWS/NetworkELB", "HealthyHostCount", "Minimum", targets),
				TargetTrackingMetricDataQueryProperty.builder()
					.id("each")
					// Nobody calls: without a value the alarm that takes tasks away would
					// stay undecided, and they would stay.
					.expression("FILL(requests, 0) / tasks")
					.returnData(true)
					.build());
	}

	private static TargetTrackingMetricDataQueryProperty query(String id, String namespace, String metric,
			String statistic, Map<String, String> dimensions) {
		return TargetTrackingMetricDataQueryProperty.builder()
			.id(id)
			.metricStat(TargetTrackingMetricStatProperty.builder()
				.metric(TargetTrackingMetricProperty.builder()
					.namespace(namespace)
					.metricName(metric)
					.dimensions(dimensions.entrySet()
						.stream()
						.sorted(Map.Entry.comparingByKey())
						.map((dimension) -> TargetTrackingMetricDimensionProperty.builder()
							.name(dimension.getKey())
							.value(dimension.getValue())
							.build())
						.toList())
					.build())
				.stat(statistic)
				.build())
			.returnData(false)
			.build();
	}

}
