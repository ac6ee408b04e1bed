package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.constructs.Construct;

/** The private network of an account. */
class VpcStack extends AccountStack {

	private final PrivateVpc network;

	VpcStack(Construct scope, String id, Deployment deployment, List<InterfaceVpcEndpointAwsService> services) {
		super(scope, id, deployment, "The private network, without a way to the internet");
		this.network = new PrivateVpc(this, "Network", deployment, services);
	}

	PrivateVpc network() {
		return this.network;
	}

}
