package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthCheckType;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthChecksOptions;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.autoscaling.HealthChecks;
import software.amazon.awscdk.services.autoscaling.RollingUpdateOptions;
import software.amazon.awscdk.services.autoscaling.Signals;
import software.amazon.awscdk.services.autoscaling.SignalsOptions;
import software.amazon.awscdk.services.autoscaling.UpdatePolicy;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.InstanceClass;
import software.amazon.awscdk.services.ec2.InstanceSize;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AmiHardwareType;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * todo-service on two to six Graviton instances, each with the container that
 * {@code docker build} made. An instance counts as started when the program on it is
 * ready, is replaced when the load balancer finds it is not, and is reached by a session
 * of Systems Manager, never by SSH.
 * <p>
 * Costs $14.70 per month and instance (t4g.small, and 30 GB of gp3), and $0.50 per GB of
 * logs.
 */
final class TodoInstances extends Construct {

	private static final int MIN = 2;

	private static final int MAX = 6;

	private static final int CPU_PERCENT = 60;

	/** What the image of the instances is made for. */
	private static final int DISK_GB = 30;

	/** Packages, image, schema, and a minute or so of a JVM's start. */
	private static final Duration START = Duration.minutes(10);

	/** When the script gives up, by its own clock: {@link #START} began before it. */
	private static final Duration READY = Duration.minutes(8);

	private final SecurityGroup securityGroup;

	private final IRepository repository;

	private final LogGroup logs;

	private final Role role;

	private final AutoScalingGroup group;

	TodoInstances(Construct scope, String id, PrivateVpc network, TodoDatabase database,
			ProviderDeployment deployment) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Instances of todo-service");
		network.connect(this.securityGroup);
		database.allowFrom(this.securityGroup);
		this.repository = Repository.fromRepositoryName(this, "Repository", Repositories.TODO);
		this.logs = Logs.named(this, "Logs", Repositories.TODO);
		this.role = role(database);
		UserData userData = UserData.forLinux();
		this.group = group(network, userData);
		userData.addCommands(script(database, deployment));
		// An instance that starts before its database or the way to it does not get ready
		// in time.
		this.group.getNode().addDependency(database, this.securityGroup, this.role);
	}

	AutoScalingGroup group() {
		return this.group;
	}

	SecurityGroup securityGroup() {
		return this.securityGroup;
	}

	private Role role(TodoDatabase database) {
		Role role = Role.Builder.create(this, "Role")
			.assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
			.managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")))
			.build();
		this.repository.grantPull(role);
		database.secret().grantRead(role);
		this.logs.grantWrite(role);
		return role;
	}

	private AutoScalingGroup group(PrivateVpc network, UserData userData) {
		AutoScalingGroup group = AutoScalingGroup.Builder.create(this, "Group")
			.vpc(network.vpc())
			.launchTemplate(template(userData))
			.minCapacity(MIN)
			.maxCapacity(MAX)
			.healthChecks(HealthChecks.withAdditionalChecks(AdditionalHealthChecksOptions.builder()
				.additionalTypes(List.of(AdditionalHealthCheckType.ELB))
				.gracePeriod(START)
				.build()))
			.signals(Signals.waitForMinCapacity(SignalsOptions.builder().timeout(START).build()))
			.updatePolicy(UpdatePolicy.rollingUpdate(RollingUpdateOptions.builder()
				.minInstancesInService(MIN)
				.maxBatchSize(1)
				.waitOnResourceSignals(true)
				.pauseTime(START)
				.build()))
			.build();
		group.scaleOnCpuUtilization("Cpu",
				CpuUtilizationScalingProps.builder()
					.targetUtilizationPercent(CPU_PERCENT)
					.estimatedInstanceWarmup(Duration.minutes(3))
					.build());
		return group;
	}

	private LaunchTemplate template(UserData userData) {
		return LaunchTemplate.Builder.create(this, "Template")
			.instanceType(InstanceType.of(InstanceClass.T4G, InstanceSize.SMALL))
			.machineImage(EcsOptimizedImage.amazonLinux2023(AmiHardwareType.ARM))
			.securityGroup(this.securityGroup)
			.role(this.role)
			.userData(userData)
			.requireImdsv2(true)
			// The host alone: todo-service needs nothing of AWS, and so does not get the
			// instance's role.
			.httpPutResponseHopLimit(1)
			.blockDevices(List.of(BlockDevice.builder()
				.deviceName("/dev/xvda")
				.volume(BlockDeviceVolume.ebs(DISK_GB,
						EbsDeviceOptions.builder().volumeType(EbsDeviceVolumeType.GP3).encrypted(true).build()))
				.build()))
			.build();
	}

	private String script(TodoDatabase database, ProviderDeployment deployment) {
		CfnAutoScalingGroup resource = (CfnAutoScalingGroup) Objects
			.requireNonNull(this.group.getNode().getDefaultChild());
		int stop = Timing.STOP.toSeconds().intValue();
		return UserDataTemplate.render("run-todo-service.sh",
				Map.of("IMAGE", this.repository.repositoryUriForTag(deployment.common().imageTag()), "REGION",
						deployment.common().region(), "SECRET", database.secret().getSecretArn(), "LOG_GROUP",
						this.logs.getLogGroupName(), "STACK", Stack.of(this).getStackName(), "GROUP",
						Stack.of(this).getLogicalId(resource), "SETTINGS", settings(database, deployment),
						"READY_SECONDS", String.valueOf(READY.toSeconds().intValue()), "STOP_SECONDS",
						String.valueOf(stop), "STOP_LIMIT_SECONDS", String.valueOf(stop + 15)));
	}

	private static String settings(TodoDatabase database, ProviderDeployment deployment) {
		Map<String, String> settings = new TreeMap<>(ProviderSettings.of(deployment));
		settings.put("SPRING_DATASOURCE_URL", database.url());
		settings.put("SPRING_DATASOURCE_USERNAME", TodoDatabase.NAME);
		return settings.entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + setting.getValue())
			.collect(Collectors.joining("\n"));
	}

}
