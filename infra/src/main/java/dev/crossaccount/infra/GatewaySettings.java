package dev.crossaccount.infra;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the gateway is told on AWS, as variables of its environment. */
final class GatewaySettings {

	private final Map<String, String> variables = new TreeMap<>();

	GatewaySettings(String account, String throttleStore) {
		this.variables.put("GATEWAY_ACCOUNT", account);
		// The README's curl has no credential. With "authenticated" a todo needs an API
		// key or a token.
		this.variables.put("GATEWAY_ACCESS_WRITES", "anonymous");
		// The HTTP API overwrites that header, and its VPC link is all that reaches the
		// gateway.
		this.variables.put("GATEWAY_CLIENT_ADDRESS", "x-real-ip");
		this.variables.put("GATEWAY_DRAIN_DELAY", Timing.drainDelay());
		this.variables.put("GATEWAY_PROXY_PROTOCOL", "required");
		this.variables.put("GATEWAY_THROTTLE_VALKEY", throttleStore);
	}

	/**
	 * Says where a provider is.
	 * @param name its name in {@code providers.yaml}
	 * @param uri where its endpoint answers
	 */
	void provider(String name, String uri) {
		this.variables.put("GATEWAY_PROVIDERS_%s_URI".formatted(name.toUpperCase(Locale.ROOT)), uri);
	}

	Map<String, String> variables() {
		return this.variables;
	}

}
