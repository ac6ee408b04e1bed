package dev.crossaccount.infra;

import java.util.Map;
import java.util.TreeSet;

/**
 * The addresses of S3 in a region, as a list that AWS keeps: what a security group names
 * so that images can be pulled through the S3 gateway endpoint. CloudFormation cannot
 * look the id of the list up, and it never changes.
 */
final class S3PrefixList {

	private static final Map<String, String> IDS = Map.ofEntries(Map.entry("ap-northeast-1", "pl-61a54008"),
			Map.entry("ap-northeast-2", "pl-78a54011"), Map.entry("ap-northeast-3", "pl-a4a540cd"),
			Map.entry("ap-south-1", "pl-78a54011"), Map.entry("ap-southeast-1", "pl-6fa54006"),
			Map.entry("ap-southeast-2", "pl-6ca54005"), Map.entry("ca-central-1", "pl-7da54014"),
			Map.entry("eu-central-1", "pl-6ea54007"), Map.entry("eu-north-1", "pl-c3aa4faa"),
			Map.entry("eu-west-1", "pl-6da54004"), Map.entry("eu-west-2", "pl-7ca54015"),
			Map.entry("eu-west-3", "pl-23ad484a"), Map.entry("sa-east-1", "pl-6aa54003"),
			Map.entry("us-east-1", "pl-63a5400a"), Map.entry("us-east-2", "pl-7ba54012"),
			Map.entry("us-west-1", "pl-6ba54002"), Map.entry("us-west-2", "pl-68a54001"));

	private S3PrefixList() {
	}

	static void check(String region) {
		if (!IDS.containsKey(region)) {
			throw new InvalidInputException(
					"AWS_REGION is '%s', whose list of S3 addresses is not in S3PrefixList; known are %s."
						.formatted(region, String.join(", ", new TreeSet<>(IDS.keySet()))));
		}
	}

	/**
	 * The list of a region.
	 * @param region one that {@link #check} lets pass
	 * @return such as {@code pl-6ea54007}
	 */
	static String of(String region) {
		check(region);
		return IDS.getOrDefault(region, "");
	}

}
