package dev.crossaccount.infra;

import java.util.Map;

import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** Account 222222222222: dog-names-service on Fargate, published by PrivateLink. */
class EcsProviderStack extends AccountStack {

	/** An NLB counts no requests. One takes about four packets: two to and two fro. */
	private static final int PACKETS_PER_REQUEST = 4;

	EcsProviderStack(Construct scope, String id, ProviderDeployment deployment, PrivateVpc network) {
		super(scope, id, deployment.common(), "dog-names-service on Fargate, published by PrivateLink");
		PrivateLinkService published = new PrivateLinkService(this, "PrivateLink", network, deployment.consumer());
		InternalLoadBalancer loadBalancer = published.loadBalancer();
		FargateHttpService dogs = new FargateHttpService(this, "DogNames", network, loadBalancer, new HttpProgram(
				Repositories.DOG_NAMES, deployment.common().imageTag(), ProviderSettings.of(deployment)));
		new TaskScaling(this, "Scaling", dogs.service(), loadBalancer,
				new TaskScaling.Requests("AWS/NetworkELB", "ProcessedPackets", "Sum",
						Map.of("LoadBalancer", loadBalancer.loadBalancer().getLoadBalancerFullName()),
						TaskScaling.REQUESTS_PER_MINUTE * PACKETS_PER_REQUEST));
		CfnOutput.Builder.create(this, "ecsvpcendpointservicename")
			.description("DOGNAME_SERVICE_NAME of the consumer")
			.value(published.serviceName())
			.build();
	}

}
