package dev.crossaccount.infra;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a provider's account is told from outside.
 *
 * @param common what every account is told
 * @param consumer {@code API_GATEWAY_ACCOUNT_ARN}: who may connect to the service
 * @param allowedEndpoints {@code ALLOWED_ENDPOINTS}: ids of the consumer's endpoints that
 * the service serves; empty: all of those that the consumer makes
 */
record ProviderDeployment(Deployment common, String consumer, List<String> allowedEndpoints) {

	private static final Pattern CONSUMER = Pattern
		.compile("arn:aws[a-z-]*:iam::\\d{12}:(root|role/[\\w+=,.@/-]+|user/[\\w+=,.@/-]+)");

	private static final Pattern ENDPOINT = Pattern.compile("vpce-[0-9a-f]{8,17}");

	ProviderDeployment {
		allowedEndpoints = List.copyOf(allowedEndpoints);
	}

	static ProviderDeployment of(Variables variables) {
		return new ProviderDeployment(Deployment.of(variables),
				variables.required("API_GATEWAY_ACCOUNT_ARN", CONSUMER, "arn:aws:iam::111111111111:root"),
				variables.list("ALLOWED_ENDPOINTS", ENDPOINT, "vpce-08d2bf15fac5001c9"));
	}

}
