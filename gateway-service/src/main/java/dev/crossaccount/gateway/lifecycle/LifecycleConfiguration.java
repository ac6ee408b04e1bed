package dev.crossaccount.gateway.lifecycle;

import java.time.Duration;
import java.util.List;

import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.Units;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the gateway leaves. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

	@Bean
	DrainLifecycle drainLifecycle(GatewayProperties properties,
			@Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration phaseTimeout) {
		Duration delay = properties.drainDelay();
		if (delay.isNegative() || delay.compareTo(phaseTimeout) >= 0) {
			throw new InvalidSettingsException(List.of(InvalidSetting.outOfRange("gateway.drain-delay",
					Units.text(delay), "a duration from 0 to below spring.lifecycle.timeout-per-shutdown-phase ("
							+ Units.text(phaseTimeout) + "), or raise that")));
		}
		return new DrainLifecycle(delay);
	}

	@Bean
	DrainFilter drainFilter(DrainLifecycle lifecycle) {
		return new DrainFilter(lifecycle);
	}

}
