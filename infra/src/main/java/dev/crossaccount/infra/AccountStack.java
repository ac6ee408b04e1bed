package dev.crossaccount.infra;

import java.util.List;
import java.util.stream.IntStream;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack in one of the accounts. */
abstract class AccountStack extends Stack {

	AccountStack(Construct scope, String id, Deployment deployment, String description) {
		super(scope, id, StackProps.builder().env(deployment.environment()).description(description).build());
	}

	/**
	 * Zones that CloudFormation looks up. The CDK would ask the account for them, which a
	 * synthesis without credentials cannot.
	 */
	@Override
	public List<String> getAvailabilityZones() {
		return IntStream.range(0, Deployment.ZONES).mapToObj((zone) -> Fn.select(zone, Fn.getAzs())).toList();
	}

}
