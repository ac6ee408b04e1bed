package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.App;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;

/** The stacks of account 222222222222, the provider of /dogs. */
public final class EcsProviderApp {

	private EcsProviderApp() {
	}

	/**
	 * Makes their templates.
	 * @param args none
	 */
	public static void main(String[] args) {
		AccountApp.run(ProviderDeployment::of, EcsProviderApp::addStacks);
	}

	static void addStacks(App app, ProviderDeployment deployment) {
		RegistryStack registry = new RegistryStack(app, "ecs-registry", deployment.common(), Repositories.DOG_NAMES);
		VpcStack vpc = new VpcStack(app, "ecs-vpc-stack", deployment.common(),
				List.of(InterfaceVpcEndpointAwsService.ECR, InterfaceVpcEndpointAwsService.ECR_DOCKER,
						InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS));
		new EcsProviderStack(app, "ecs-provider", deployment, vpc.network()).addStackDependency(registry);
	}

}
