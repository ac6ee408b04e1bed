package dev.crossaccount.infra;

import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** Account 333333333333: todo-service on EC2 with Aurora, published by PrivateLink. */
class Ec2ProviderStack extends AccountStack {

	Ec2ProviderStack(Construct scope, String id, ProviderDeployment deployment, PrivateVpc network) {
		super(scope, id, deployment.common(), "todo-service on EC2 with Aurora, published by PrivateLink");
		PrivateLinkService published = new PrivateLinkService(this, "PrivateLink", network, deployment.consumer());
		TodoDatabase database = new TodoDatabase(this, "Database", network);
		TodoInstances instances = new TodoInstances(this, "Todo", network, database, deployment);
		published.loadBalancer().sendTo(instances.group(), instances.securityGroup(), instances.group());
		CfnOutput.Builder.create(this, "ec2vpcendpointservicename")
			.description("TODO_SERVICE_NAME of the consumer")
			.value(published.serviceName())
			.build();
		CfnOutput.Builder.create(this, "databasecluster")
			.description("The database, which must be let go before the stack can be destroyed")
			.value(database.identifier())
			.build();
	}

}
