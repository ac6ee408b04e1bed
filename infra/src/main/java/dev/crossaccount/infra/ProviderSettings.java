package dev.crossaccount.infra;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a provider with the starter is told so that it takes its place behind PrivateLink.
 */
final class ProviderSettings {

	private ProviderSettings() {
	}

	static Map<String, String> of(ProviderDeployment deployment) {
		Map<String, String> settings = new TreeMap<>();
		settings.put("PRIVATELINK_PROXY_PROTOCOL", "required");
		settings.put("PRIVATELINK_DRAIN_DELAY", Timing.drainDelay());
		if (!deployment.allowedEndpoints().isEmpty()) {
			settings.put("PRIVATELINK_ALLOWED_ENDPOINTS", String.join(",", deployment.allowedEndpoints()));
		}
		return settings;
	}

}
