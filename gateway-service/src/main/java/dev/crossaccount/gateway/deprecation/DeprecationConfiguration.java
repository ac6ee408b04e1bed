package dev.crossaccount.gateway.deprecation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.settings.DeprecationProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes up which APIs are deprecated. */
@Configuration(proxyBeanMethods = false)
class DeprecationConfiguration {

	private final Map<String, Deprecation> byProvider = new HashMap<>();

	DeprecationConfiguration(GatewayProperties properties) {
		List<InvalidSetting> invalid = new ArrayList<>();
		properties.providers().forEach((name, provider) -> {
			DeprecationProperties block = provider.deprecation();
			Deprecation deprecation = (block != null) ? new DeprecationCheck(name, invalid).read(block) : null;
			if (deprecation != null) {
				this.byProvider.put(name, deprecation);
			}
		});
		InvalidSettingsException.throwIfAny(invalid);
	}

	@Bean
	Deprecations deprecations() {
		return new Deprecations(this.byProvider);
	}

	@Bean
	DeprecationFilter deprecationFilter() {
		Map<String, DeprecationHeaders> headers = new HashMap<>();
		this.byProvider.forEach((name, deprecation) -> headers.put(name, new DeprecationHeaders(deprecation)));
		return new DeprecationFilter(headers);
	}

}
