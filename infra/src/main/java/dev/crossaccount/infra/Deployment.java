package dev.crossaccount.infra;

import java.util.List;
import java.util.regex.Pattern;

import software.amazon.awscdk.Environment;

/**
 * What every account is told from outside, by variables of the environment.
 *
 * @param account {@code AWS_ACCOUNT}: number of the account
 * @param region {@code AWS_REGION}
 * @param imageTag {@code IMAGE_TAG}: which images run
 * @param zoneIds {@code AZ_IDS}: two availability zones by the ids that are the same in
 * all accounts; empty: the first two of the account's own list, which may be others than
 * those of another account
 */
record Deployment(String account, String region, String imageTag, List<String> zoneIds) {

	/** Two zones: each costs for its endpoints, and one may fail. */
	static final int ZONES = 2;

	private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

	private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

	/**
	 * Of an image in ECR, but for {@code latest}, which immutable tags could use once.
	 */
	private static final Pattern IMAGE_TAG = Pattern.compile("(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

	private static final Pattern ZONE_ID = Pattern.compile("[a-z0-9]+-az\\d");

	Deployment {
		zoneIds = List.copyOf(zoneIds);
	}

	static Deployment of(Variables variables) {
		String region = variables.required("AWS_REGION", REGION, "eu-central-1");
		S3PrefixList.check(region);
		List<String> zoneIds = variables.list("AZ_IDS", ZONE_ID, "euc1-az1");
		if (!zoneIds.isEmpty() && zoneIds.stream().distinct().count() != ZONES) {
			throw new InvalidInputException(
					"AZ_IDS is '%s', but must name two different zones, such as euc1-az2,euc1-az3."
						.formatted(String.join(",", zoneIds)));
		}
		return new Deployment(variables.required("AWS_ACCOUNT", ACCOUNT, "222222222222"), region,
				variables.required("IMAGE_TAG", IMAGE_TAG, "06d92a6b1f2c"), zoneIds);
	}

	Environment environment() {
		return Environment.builder().account(this.account).region(this.region).build();
	}

}
