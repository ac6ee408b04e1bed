package dev.crossaccount.gateway.cors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.settings.CorsProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns the declared origins into policies. */
@Configuration(proxyBeanMethods = false)
class CrossOriginConfiguration {

	private final Map<String, CrossOriginPolicy> policies = new HashMap<>();

	CrossOriginConfiguration(GatewayProperties properties) {
		List<InvalidSetting> invalid = new ArrayList<>();
		properties.providers().forEach((name, provider) -> {
			CorsProperties cors = provider.cors();
			if (cors != null) {
				new CrossOriginCheck(name, cors, invalid).apply();
				this.policies.put(name, new CrossOriginPolicy(name, provider, cors));
			}
		});
		InvalidSettingsException.throwIfAny(invalid);
	}

	@Bean
	CrossOriginFilter crossOriginFilter() {
		return new CrossOriginFilter(this.policies);
	}

	@Bean
	PreflightFilter preflightFilter() {
		return new PreflightFilter(this.policies);
	}

}
