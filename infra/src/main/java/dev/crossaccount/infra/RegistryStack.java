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
 * Costs $0.10 per GB and month: some 0.2 GB for each of the last 30 images.
 */
class RegistryStack extends AccountStack {

	/**
	 * ECR counts whatever is pushed, up to three for one build (index, image and
	 * attestation), and does not know which image runs: that one has to outlast
	 * deployments that fail.
	 */
	private static final int KEPT_IMAGES = 30;

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
