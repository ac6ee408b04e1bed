package dev.crossaccount.gateway.portal;

import java.util.HashMap;
import java.util.Map;

import dev.crossaccount.gateway.catalog.Api;
import dev.crossaccount.gateway.catalog.Catalog;
import dev.crossaccount.gateway.portal.LiveStatus.Accounts;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.upstream.ProviderProbe;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Opens the page at {@code /}, with the operational part or without. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

	@Bean
	PortalPages portalPages(GatewayProperties properties, Catalog catalog, MeterRegistry meters, ProviderProbe probe,
			JsonMapper json, ObjectProvider<BuildProperties> build) {
		InvalidSettingsException
			.throwIfAny(InvalidSetting.ofAccount("gateway.account", properties.account()).stream().toList());
		BuildProperties built = build.getIfAvailable();
		LiveStatus status = properties.portal().operations()
				? new LiveStatus(new Meters(meters, catalog.index().apis().stream().map(Api::name).toList()),
						new Probes(probe::answers, System::nanoTime), accounts(properties), json,
						Schedulers.boundedElastic()::schedule, System::nanoTime)
				: null;
		return new PortalPages(catalog, (built != null) ? String.valueOf(built.getVersion()) : "", status, json);
	}

	private static Accounts accounts(GatewayProperties properties) {
		Map<String, String> providers = new HashMap<>();
		properties.providers().forEach((name, provider) -> {
			if (StringUtils.hasText(provider.account())) {
				providers.put(name, provider.account());
			}
		});
		return new Accounts(StringUtils.hasText(properties.account()) ? properties.account() : null, providers);
	}

}
