package dev.crossaccount.gateway.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.crossaccount.gateway.access.AccessRules;
import dev.crossaccount.gateway.catalog.Api.Allowance;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.consumer.Consumers;
import dev.crossaccount.gateway.deprecation.Deprecations;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.IssuerProperties;
import dev.crossaccount.gateway.settings.ProviderProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gathers what everybody may know of the APIs. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

	@Bean
	Catalog catalog(Providers providers, GatewayProperties properties, AccessRules rules, Deprecations deprecations,
			Consumers consumers) {
		List<Entry> entries = new ArrayList<>();
		for (Provider provider : providers.all()) {
			ProviderProperties block = Objects.requireNonNull(properties.providers().get(provider.name()));
			long maxBody = Objects.requireNonNullElse(block.maxBody(), properties.limits().maxBody()).toBytes();
			entries.add(new Entry(provider, block.account(), rules.permissions(provider),
					new Entry.Capacity(total(block), maxBody), deprecations.of(provider.name()),
					() -> consumers.anonymous().plan()));
		}
		return new Catalog(entries, credentials(properties));
	}

	private static @Nullable Allowance total(ProviderProperties block) {
		return (block.rate() != null) ? new Allowance(block.rate().toString(),
				Objects.requireNonNullElse(block.burst(), (int) block.rate().requests()), null) : null;
	}

	private static List<Credential> credentials(GatewayProperties properties) {
		List<Credential> credentials = new ArrayList<>();
		credentials.add(new Credential("api-key", "x-api-key", List.of()));
		if (!properties.issuers().isEmpty()) {
			credentials.add(new Credential("token", "Authorization",
					properties.issuers().values().stream().map(IssuerProperties::uri).map(String::valueOf).toList()));
		}
		return credentials;
	}

}
