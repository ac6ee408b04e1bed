package dev.crossaccount.infra;

import java.util.List;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.constructs.Construct;

/**
 * An ECR repository, in a stack of its own because the image must be there before
 * anything runs it.
 * <p>
 * Costs $0.10 per GB and month: some 0.2 GB for each of the last ten images.
 */
class RegistryStack extends AccountStack {

	private static final int KEPT_IMAGES = 10;

	RegistryStack(Construct scope, String id, Deployment deployment, String repository) {
		super(scope, id, deployment, "The images of " + repository);
		Repository.Builder.create(this, "Repository")
			.repositoryName(repository)
			.imageTagMutability(TagMutability.IMMUTABLE)
			.imageScanOnPush(true)
			.lifecycleRules(List.of(LifecycleRule.builder().maxImageCount(KEPT_IMAGES).build()))
			// Images are made from a commit, and can be made again.
			.removalPolicy(RemovalPolicy.DESTROY)
			.emptyOnDelete(true)
			.build();
	}

}
