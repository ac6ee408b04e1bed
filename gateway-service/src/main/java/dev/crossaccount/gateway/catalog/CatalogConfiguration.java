package dev.crossaccount.gateway.catalog;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.crossaccount.gateway.access.AccessRules;
import dev.crossaccount.gateway.catalog.Api.Allowance;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.consumer.Consumers;
import dev.crossaccount.gateway.deprecation.Deprecations;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.IssuerProperties;
import dev.crossaccount.gateway.settings.ProviderProperties;
import dev.crossaccount.gateway.settings.Units;
import dev.crossaccount.gateway.upstream.ProviderDocuments;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gathers what everybody may know of the APIs. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

	/** More often, it would be a load on providers and on this program. */
	private static final Duration MIN_REFRESH = Duration.ofSeconds(1);

	private static final Duration MAX_REFRESH = Duration.ofHours(24);

	private final GatewayProperties properties;

	CatalogConfiguration(GatewayProperties properties) {
		this.properties = properties;
		Duration refresh = properties.catalog().refresh();
		if (!refresh.isZero() && (refresh.compareTo(MIN_REFRESH) < 0 || refresh.compareTo(MAX_REFRESH) > 0)) {
			throw new InvalidSettingsException(List.of(InvalidSetting.outOfRange("gateway.catalog.refresh",
					Units.text(refresh), "a duration from 1s to 24h, or 0 to fetch no documents")));
		}
	}

	@Bean
	Catalog catalog(Providers providers, AccessRules rules, Deprecations deprecations, Consumers consumers) {
		List<Entry> entries = new ArrayList<>();
		for (Provider provider : providers.all()) {
			ProviderProperties block = Objects.requireNonNull(this.properties.providers().get(provider.name()));
			long maxBody = Objects.requireNonNullElse(block.maxBody(), this.properties.limits().maxBody()).toBytes();
			entries.add(new Entry(provider, rules.permissions(provider), new Entry.Capacity(total(block), maxBody),
					deprecations.of(provider.name()), () -> consumers.anonymous().plan(),
					new ApiDocument(provider.name(), InstantSource.system())));
		}
		return new Catalog(entries, credentials(this.properties));
	}

	@Bean
	DocumentRefresh documentRefresh(Catalog catalog, ProviderDocuments documents, AccessRules rules,
			ProblemBody problems, JsonMapper json) {
		Aggregation aggregation = new Aggregation(rules, catalog.credentials(), problems, json, InstantSource.system());
		return new DocumentRefresh(catalog.entries(), documents, aggregation, json,
				this.properties.catalog().refresh());
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
