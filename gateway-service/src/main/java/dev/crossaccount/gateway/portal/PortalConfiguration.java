package dev.crossaccount.gateway.portal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.catalog.Api;
import dev.crossaccount.gateway.catalog.Catalog;
import dev.crossaccount.gateway.portal.LiveStatus.Accounts;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.upstream.ProviderProbe;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Opens the page at {@code /}, with the operational part or without. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

	private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

	@Bean
	PortalPages portalPages(GatewayProperties properties, Catalog catalog, MeterRegistry meters, ProviderProbe probe,
			JsonMapper json, ObjectProvider<BuildProperties> build) {
		check(properties.account());
		BuildProperties built = build.getIfAvailable();
		LiveStatus status = properties.portal().operations()
				? new LiveStatus(new Meters(meters, catalog.index().apis().stream().map(Api::name).toList()),
						new Probes(probe::answers, System::nanoTime), accounts(properties), json, System::nanoTime)
				: null;
		return new PortalPages(catalog, (built != null) ? String.valueOf(built.getVersion()) : "", status, json);
	}

	private static Accounts accounts(GatewayProperties properties) {
		Map<String, String> providers = new HashMap<>();
		properties.providers().forEach((name, provider) -> {
			if (provider.account() != null) {
				providers.put(name, provider.account());
			}
		});
		return new Accounts(StringUtils.hasText(properties.account()) ? properties.account() : null, providers);
	}

	private static void check(@Nullable String account) {
		if (StringUtils.hasText(account) && !ACCOUNT.matcher(account).matches()) {
			throw new InvalidSettingsException(List.of(new InvalidSetting("gateway.account",
					"is not the number of an AWS account: " + account,
					"Write its twelve digits in quotes, since YAML reads some numbers in its own way, or leave the key out.")));
		}
	}

}
