package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A VPC without a route to or from the internet: a private subnet in each of two zones,
 * an S3 gateway endpoint, the interface endpoints that are asked for, and flow logs that
 * are kept for a month.
 * <p>
 * Costs $7.30 per month for each interface endpoint and zone, $0.01 per GB through them,
 * and $0.50 per GB of flow logs. The S3 gateway endpoint is free.
 */
final class PrivateVpc extends Construct {

	private final Vpc vpc;

	private final SecurityGroup services;

	private final String s3;

	/**
	 * Creates the network.
	 * @param scope the stack
	 * @param id its id there
	 * @param deployment where it is
	 * @param services what is reached by interface endpoints
	 */
	PrivateVpc(Construct scope, String id, Deployment deployment, List<InterfaceVpcEndpointAwsService> services) {
		super(scope, id);
		this.s3 = S3PrefixList.of(deployment.region());
		this.vpc = createVpc();
		placeSubnets(deployment.zoneIds());
		addS3Endpoint();
		this.services = closedGroup(this, "Services", "Interface endpoints of AWS services");
		services.forEach(this::addServiceEndpoint);
	}

	IVpc vpc() {
		return this.vpc;
	}

	/**
	 * Makes a security group that lets nothing in and nothing out until a rule says so.
	 * @param scope what it belongs to
	 * @param id its id there
	 * @param description whose it is
	 * @return the group
	 */
	SecurityGroup closedGroup(Construct scope, String id, String description) {
		return SecurityGroup.Builder.create(scope, id)
			.vpc(this.vpc)
			.description(description)
			.allowAllOutbound(false)
			.build();
	}

	/**
	 * Lets a workload reach what the endpoints lead to, and nothing else.
	 * @param workload what runs here, in this stack or one that depends on it
	 */
	void connect(IConnectable workload) {
		// From its side: the rules then belong to its stack, and this one knows nothing
		// of it.
		workload.getConnections().allowTo(this.services, Port.tcp(443), "AWS services by their endpoints");
		workload.getConnections().allowTo(Peer.prefixList(this.s3), Port.tcp(443), "S3 by its gateway endpoint");
	}

	private Vpc createVpc() {
		LogGroup flows = Logs.unnamed(this, "FlowLogs");
		return Vpc.Builder.create(this, "Vpc")
			.ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
			.maxAzs(Deployment.ZONES)
			.natGateways(0)
			.createInternetGateway(false)
			// Emptying the default group takes a Lambda function, and nothing here is in
			// that group.
			.restrictDefaultSecurityGroup(false)
			.subnetConfiguration(List.of(SubnetConfiguration.builder()
				.name("private")
				.subnetType(SubnetType.PRIVATE_ISOLATED)
				.cidrMask(24)
				.build()))
			.flowLogs(Map.of("Flows",
					FlowLogOptions.builder().destination(FlowLogDestination.toCloudWatchLogs(flows)).build()))
			.build();
	}

	/**
	 * A provider and its consumer must be in the same zones, which only their ids tell.
	 */
	private void placeSubnets(List<String> zoneIds) {
		for (int zone = 0; zone < zoneIds.size(); zone++) {
			ISubnet subnet = this.vpc.getIsolatedSubnets().get(zone);
			CfnSubnet resource = (CfnSubnet) Objects.requireNonNull(subnet.getNode().getDefaultChild());
			resource.addPropertyDeletionOverride("AvailabilityZone");
			resource.setAvailabilityZoneId(zoneIds.get(zone));
		}
	}

	/**
	 * For the layers of images and for packages of Amazon Linux; nothing can be put
	 * there.
	 */
	private void addS3Endpoint() {
		this.vpc
			.addGatewayEndpoint("S3",
					GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build())
			.addToPolicy(PolicyStatement.Builder.create()
				.principals(List.of(new AnyPrincipal()))
				.actions(List.of("s3:GetObject"))
				.resources(List.of("*"))
				.build());
	}

	private void addServiceEndpoint(InterfaceVpcEndpointAwsService service) {
		this.vpc.addInterfaceEndpoint(service.getShortName(),
				InterfaceVpcEndpointOptions.builder()
					.service(service)
					.open(false)
					.securityGroups(List.of(this.services))
					.build());
	}

}
