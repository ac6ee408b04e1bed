package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancerTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A Network Load Balancer that only the private network reaches: TCP port 80 to port 8080
 * of its targets, with a PROXY v2 header, health by HTTP readiness on their management
 * port, and an alarm for targets that are not healthy.
 * <p>
 * Costs $16.40 per month, $4.40 for each load balancer capacity unit (800 new connections
 * a second or 2.2 GB an hour and more), and $0.01 for each GB that changes zones.
 */
final class InternalLoadBalancer extends Construct {

	/** Of every program. */
	static final int PORT = 8080;

	/**
	 * Of every program: health and metrics, which the load balancer passes nothing to.
	 */
	static final int MANAGEMENT_PORT = 8081;

	private static final int LISTENER_PORT = 80;

	private final SecurityGroup securityGroup;

	private final NetworkLoadBalancer loadBalancer;

	private final NetworkTargetGroup targets;

	private final NetworkListener listener;

	InternalLoadBalancer(Construct scope, String id, PrivateVpc network) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Load balancer");
		this.loadBalancer = NetworkLoadBalancer.Builder.create(this, "LoadBalancer")
			.vpc(network.vpc())
			.internetFacing(false)
			.crossZoneEnabled(true)
			// One that is made without can never get one.
			.securityGroups(List.of(this.securityGroup))
			.build();
		this.targets = targets(network);
		this.listener = this.loadBalancer.addListener("Listener",
				BaseNetworkListenerProps.builder()
					.port(LISTENER_PORT)
					.protocol(Protocol.TCP)
					.defaultTargetGroups(List.of(this.targets))
					.build());
		unhealthyTargets();
	}

	NetworkLoadBalancer loadBalancer() {
		return this.loadBalancer;
	}

	NetworkListener listener() {
		return this.listener;
	}

	NetworkTargetGroup targets() {
		return this.targets;
	}

	/**
	 * Lets somebody in this VPC connect.
	 * @param caller who it is
	 */
	void allowFrom(IConnectable caller) {
		this.securityGroup.getConnections().allowFrom(caller, Port.tcp(LISTENER_PORT), "Requests");
	}

	/**
	 * Sends connections to a workload, and health checks.
	 * @param target how it registers
	 * @param workload what its security group is
	 * @param start what starts it, after all that it needs to be found healthy
	 */
	void sendTo(INetworkLoadBalancerTarget target, IConnectable workload, IConstruct start) {
		this.targets.addTarget(target);
		this.securityGroup.getConnections().allowTo(workload, Port.tcp(PORT), "Requests");
		this.securityGroup.getConnections().allowTo(workload, Port.tcp(MANAGEMENT_PORT), "Health checks");
		start.getNode().addDependency(this.listener, this.securityGroup);
	}

	private NetworkTargetGroup targets(PrivateVpc network) {
		return NetworkTargetGroup.Builder.create(this, "Targets")
			.vpc(network.vpc())
			.port(PORT)
			.protocol(Protocol.TCP)
			.proxyProtocolV2(true)
			.deregistrationDelay(Timing.DEREGISTRATION)
			.healthCheck(HealthCheck.builder()
				.protocol(Protocol.HTTP)
				.port(String.valueOf(MANAGEMENT_PORT))
				.path("/actuator/health/readiness")
				.interval(Timing.HEALTH_INTERVAL)
				.timeout(Timing.HEALTH_TIMEOUT)
				.healthyThresholdCount(Timing.HEALTH_THRESHOLD)
				.unhealthyThresholdCount(Timing.HEALTH_THRESHOLD)
				.build())
			.build();
	}

	private void unhealthyTargets() {
		Alarm.Builder.create(this, "UnhealthyTargets")
			.alarmDescription("A target is not healthy for 5 minutes")
			.metric(this.targets.getMetrics().unHealthyHostCount(Alarms.everyMinute("Maximum")))
			.threshold(1)
			.comparisonOperator(Alarms.AT_LEAST)
			.evaluationPeriods(5)
			.build();
	}

}
