package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.App;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;

/** The stacks of account 333333333333, the provider of /todo. */
public final class Ec2ProviderApp {

	private Ec2ProviderApp() {
	}

	/**
	 * Makes their templates.
	 * @param args none
	 */
	public static void main(String[] args) {
		AccountApp.run(ProviderDeployment::of, Ec2ProviderApp::addStacks);
	}

	static void addStacks(App app, ProviderDeployment deployment) {
		RegistryStack registry = new RegistryStack(app, "ec2-registry", deployment.common(), Repositories.TODO);
		VpcStack vpc = new VpcStack(app, "ec2-vpc-stack", deployment.common(),
				List.of(InterfaceVpcEndpointAwsService.ECR, InterfaceVpcEndpointAwsService.ECR_DOCKER,
						InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
						// For cfn-signal.
						InterfaceVpcEndpointAwsService.CLOUDFORMATION,
						// For sessions; agents from 3.3.40 on need no ec2messages.
						InterfaceVpcEndpointAwsService.SSM, InterfaceVpcEndpointAwsService.SSM_MESSAGES));
		new Ec2ProviderStack(app, "ec2-provider", deployment, vpc.network()).addStackDependency(registry);
	}

}
