package dev.crossaccount.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Log groups: kept for a month, and gone with their stack.
 * <p>
 * Each costs $0.50 per GB.
 */
final class Logs {

	private static final String FOLDER = "/cross-account-apis/";

	private Logs() {
	}

	/**
	 * Makes a log group that a person looks for.
	 * @param scope what it belongs to
	 * @param id its id there
	 * @param name its name after {@code /cross-account-apis/}
	 * @return the group
	 */
	static LogGroup named(Construct scope, String id, String name) {
		return group(scope, id, FOLDER + name);
	}

	/**
	 * Makes a log group whose name CloudFormation makes up.
	 * @param scope what it belongs to
	 * @param id its id there
	 * @return the group
	 */
	static LogGroup unnamed(Construct scope, String id) {
		return group(scope, id, null);
	}

	private static LogGroup group(Construct scope, String id, @Nullable String name) {
		return LogGroup.Builder.create(scope, id)
			.logGroupName(name)
			.retention(RetentionDays.ONE_MONTH)
			.removalPolicy(RemovalPolicy.DESTROY)
			.build();
	}

}
