package dev.crossaccount.gateway.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.ProviderProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;

/** All providers. They exist only if every block is valid and no two overlap. */
public class Providers {

	private final List<Provider> providers;

	private Providers(List<Provider> providers) {
		this.providers = List.copyOf(providers);
	}

	/**
	 * Judges the settings of all providers.
	 * @param settings the blocks by name
	 * @return the providers
	 * @throws InvalidSettingsException naming every key that is wrong
	 */
	public static Providers of(Map<String, ProviderProperties> settings) {
		List<InvalidSetting> invalid = new ArrayList<>();
		if (settings.isEmpty()) {
			invalid.add(new InvalidSetting("gateway.providers", "is empty: there is nothing to route to",
					"Declare at least one provider, see providers.yaml."));
		}
		settings.forEach((name, block) -> new ProviderRules(name, block, invalid).apply());
		PathOverlaps.find(settings, invalid);
		InvalidSettingsException.throwIfAny(invalid);
		return new Providers(
				settings.entrySet().stream().map((entry) -> provider(entry.getKey(), entry.getValue())).toList());
	}

	/** In the order of the settings. */
	public Collection<Provider> all() {
		return this.providers;
	}

	/**
	 * Finds who serves a path.
	 * @param path a path as the client sent it, free of dot segments and the like
	 * @return the provider and the prefix that it matches, or {@code null} for nobody
	 */
	public @Nullable Match find(String path) {
		for (Provider provider : this.providers) {
			String route = provider.route(path);
			if (route != null) {
				return new Match(provider, route);
			}
		}
		return null;
	}

	private static Provider provider(String name, ProviderProperties block) {
		Assert.state(block.uri() != null, "The rules require a URI");
		Set<HttpMethod> methods = block.methods()
			.stream()
			.map(HttpMethod::valueOf)
			.collect(Collectors.toUnmodifiableSet());
		return new Provider(name, URI.create(block.uri()), List.copyOf(block.paths()), methods, block.connectTimeout(),
				block.responseTimeout());
	}

	/**
	 * Who serves a path.
	 *
	 * @param provider the provider
	 * @param route the one of its paths that covers it
	 */
	public record Match(Provider provider, String route) {

	}

}
