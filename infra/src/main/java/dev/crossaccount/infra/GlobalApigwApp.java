package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.App;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;

/** The stacks of account 111111111111, the consumer. */
public final class GlobalApigwApp {

	private GlobalApigwApp() {
	}

	/**
	 * Makes their templates.
	 * @param args none
	 */
	public static void main(String[] args) {
		AccountApp.run((variables) -> ConsumerDeployment.of(variables, PublishedApi.read(PublishedApi.FILE)),
				GlobalApigwApp::addStacks);
	}

	static void addStacks(App app, ConsumerDeployment deployment) {
		RegistryStack registry = new RegistryStack(app, "global-registry", deployment.common(), Repositories.GATEWAY);
		VpcStack vpc = new VpcStack(app, "global-vpc-stack", deployment.common(),
				List.of(InterfaceVpcEndpointAwsService.ECR, InterfaceVpcEndpointAwsService.ECR_DOCKER,
						InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
						// For the throttle store's password.
						InterfaceVpcEndpointAwsService.SECRETS_MANAGER));
		new GlobalApigwStack(app, "global-apigw", deployment, vpc.network()).addStackDependency(registry);
	}

}
