package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Tmpfs;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A program on Fargate: at least two ARM64 tasks of 0.5 vCPU and 1 GiB with a read-only
 * root, behind an {@link InternalLoadBalancer}, in an ECS cluster of its own, with a log
 * group that is kept for a month. A deployment whose tasks don't get ready is rolled
 * back.
 * <p>
 * Costs $14.40 per month and task, $0.50 per GB of logs, and some $7 for the metrics of
 * Container Insights.
 */
final class FargateHttpService extends Construct {

	private static final String CONTAINER = "app";

	/** Half a vCPU, in ECS's units. */
	private static final int CPU = 512;

	private static final int MEMORY_MIB = 1024;

	private static final int TMP_MIB = 64;

	/** A JVM starts on half a vCPU, and then has to pass its health checks. */
	private static final Duration START = Duration.seconds(120);

	private final FargateService service;

	private final SecurityGroup securityGroup;

	private final LogGroup logs;

	FargateHttpService(Construct scope, String id, PrivateVpc network, InternalLoadBalancer loadBalancer,
			HttpProgram program) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Tasks of " + program.repository());
		this.logs = Logs.named(this, "Logs", program.repository());
		this.service = service(network, task(program));
		network.connect(this.securityGroup);
		loadBalancer.sendTo(this.service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
			.containerName(CONTAINER)
			.containerPort(InternalLoadBalancer.PORT)
			.build()), this.securityGroup, this.service);
		// Without the rules no image is pulled, and the circuit breaker counts that.
		this.service.getNode().addDependency(this.securityGroup);
	}

	FargateService service() {
		return this.service;
	}

	SecurityGroup securityGroup() {
		return this.securityGroup;
	}

	private FargateTaskDefinition task(HttpProgram program) {
		FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
			.cpu(CPU)
			.memoryLimitMiB(MEMORY_MIB)
			.runtimePlatform(RuntimePlatform.builder()
				.cpuArchitecture(CpuArchitecture.ARM64)
				.operatingSystemFamily(OperatingSystemFamily.LINUX)
				.build())
			.build();
		task.addContainer(CONTAINER, container(program));
		return task;
	}

	private ContainerDefinitionOptions container(HttpProgram program) {
		return ContainerDefinitionOptions.builder()
			.image(ContainerImage.fromEcrRepository(
					Repository.fromRepositoryName(this, "Repository", program.repository()), program.imageTag()))
			.environment(program.environment())
			.secrets(program.secrets())
			.portMappings(List.of(port(InternalLoadBalancer.PORT), port(InternalLoadBalancer.MANAGEMENT_PORT)))
			.readonlyRootFilesystem(true)
			.linuxParameters(writableTmp())
			.stopTimeout(Timing.STOP)
			.logging(logging())
			.build();
	}

	/** Jetty unpacks there. A volume would be root's, and the programs are not root. */
	private LinuxParameters writableTmp() {
		LinuxParameters parameters = new LinuxParameters(this, "Linux");
		parameters.addTmpfs(Tmpfs.builder().containerPath("/tmp").size(TMP_MIB).build());
		parameters.dropCapabilities(Capability.ALL);
		return parameters;
	}

	private LogDriver logging() {
		return LogDriver.awsLogs(AwsLogDriverProps.builder()
			.logGroup(this.logs)
			.streamPrefix(CONTAINER)
			// A log that is slow must not hold a request.
			.mode(AwsLogDriverMode.NON_BLOCKING)
			.build());
	}

	private FargateService service(PrivateVpc network, FargateTaskDefinition task) {
		Cluster cluster = Cluster.Builder.create(this, "Cluster")
			.vpc(network.vpc())
			.containerInsightsV2(ContainerInsights.ENABLED)
			.build();
		return FargateService.Builder.create(this, "Service")
			.cluster(cluster)
			.taskDefinition(task)
			.securityGroups(List.of(this.securityGroup))
			.minHealthyPercent(100)
			.maxHealthyPercent(200)
			.circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
			.healthCheckGracePeriod(START)
			.build();
	}

	private static PortMapping port(int port) {
		return PortMapping.builder().containerPort(port).build();
	}

}
