package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * The way to a service of another account: an interface endpoint with a security group
 * that lets in who is named, and nobody else.
 * <p>
 * Costs $7.30 per month and zone, and $0.01 per GB.
 */
final class PrivateServiceEndpoint extends Construct {

	private static final int PORT = 80;

	private final SecurityGroup securityGroup;

	private final InterfaceVpcEndpoint endpoint;

	/**
	 * Creates the endpoint.
	 * @param scope the stack
	 * @param id its id there
	 * @param network the VPC that gets the endpoint
	 * @param serviceName the provider's word for the service
	 */
	PrivateServiceEndpoint(Construct scope, String id, PrivateVpc network, String serviceName) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Endpoint " + id);
		this.endpoint = InterfaceVpcEndpoint.Builder.create(this, "Endpoint")
			.vpc(network.vpc())
			.service(new InterfaceVpcEndpointService(serviceName, PORT))
			.privateDnsEnabled(false)
			.open(false)
			.securityGroups(List.of(this.securityGroup))
			.build();
	}

	/**
	 * Lets somebody in this VPC connect.
	 * @param caller who it is
	 */
	void allowFrom(IConnectable caller) {
		this.securityGroup.getConnections().allowFrom(caller, Port.tcp(PORT), "Requests");
	}

	/**
	 * Where the service answers.
	 * @return such as
	 * {@code http://vpce-08d2bf15fac5001c9-a1b2c3d4.vpce-svc-….amazonaws.com}
	 */
	String baseUrl() {
		// An entry is a hosted zone's id, a colon and a name. The first one's name leads
		// to all zones.
		String name = Fn.select(1, Fn.split(":", Fn.select(0, this.endpoint.getVpcEndpointDnsEntries())));
		return "http://" + name;
	}

	/**
	 * The endpoint's id, for the allow-list of the service.
	 * @return such as {@code vpce-08d2bf15fac5001c9}
	 */
	String endpointId() {
		return this.endpoint.getVpcEndpointId();
	}

}
