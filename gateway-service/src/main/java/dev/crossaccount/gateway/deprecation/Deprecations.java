package dev.crossaccount.gateway.deprecation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The deprecated APIs, by the provider's name. */
public class Deprecations {

	private final Map<String, Deprecation> byProvider;

	Deprecations(Map<String, Deprecation> byProvider) {
		this.byProvider = Map.copyOf(byProvider);
	}

	/**
	 * Looks one up.
	 * @param provider a provider's name
	 * @return its deprecation, or {@code null} if it is not deprecated
	 */
	public @Nullable Deprecation of(String provider) {
		return this.byProvider.get(provider);
	}

}
