package dev.crossaccount.gateway.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.LimitProperties;
import dev.crossaccount.gateway.settings.Units;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** How much of the gateway one request, one provider and all of them may take. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

	private static final long MAX_BODY = DataSize.ofMegabytes(100).toBytes();

	private final InFlight all;

	private final Map<String, InFlight> byProvider = new HashMap<>();

	private final Map<String, Long> maxBody = new HashMap<>();

	LimitConfiguration(GatewayProperties properties) {
		check(properties);
		LimitProperties limits = properties.limits();
		this.all = new InFlight("all providers", "gateway.limits.max-in-flight", limits.maxInFlight());
		properties.providers().forEach((name, provider) -> {
			Integer own = provider.maxInFlight();
			String key = (own != null) ? "gateway.providers." + name + ".max-in-flight"
					: "gateway.limits.max-in-flight-per-provider";
			int max = (own != null) ? own : limits.maxInFlightPerProvider();
			this.byProvider.put(name, new InFlight("provider " + name, key, max));
			this.maxBody.put(name, Objects.requireNonNullElse(provider.maxBody(), limits.maxBody()).toBytes());
		});
	}

	@Bean
	InFlightFilter inFlightFilter() {
		return new InFlightFilter(this.all, this.byProvider);
	}

	@Bean
	BodyLimitFilter bodyLimitFilter() {
		return new BodyLimitFilter(this.maxBody);
	}

	@Bean
	MeterBinder inFlightMeter() {
		return (registry) -> this.byProvider.forEach((name, inFlight) -> gauge(registry, name, inFlight));
	}

	private static void gauge(MeterRegistry registry, String provider, InFlight inFlight) {
		Gauge.builder("gateway.in.flight", inFlight, InFlight::count)
			.description("Requests to a provider that are being served")
			.tag("provider", provider)
			.register(registry);
	}

	private static void check(GatewayProperties properties) {
		List<InvalidSetting> invalid = new ArrayList<>();
		LimitProperties limits = properties.limits();
		checkCount("gateway.limits.max-in-flight", limits.maxInFlight(), invalid);
		checkCount("gateway.limits.max-in-flight-per-provider", limits.maxInFlightPerProvider(), invalid);
		checkBody("gateway.limits.max-body", limits.maxBody(), invalid);
		properties.providers().forEach((name, provider) -> {
			checkCount("gateway.providers." + name + ".max-in-flight", provider.maxInFlight(), invalid);
			checkCount("gateway.providers." + name + ".concurrency", provider.concurrency(), invalid);
			checkBody("gateway.providers." + name + ".max-body", provider.maxBody(), invalid);
		});
		InvalidSettingsException.throwIfAny(invalid);
	}

	private static void checkCount(String key, @Nullable Integer max, List<InvalidSetting> invalid) {
		if (max != null && max < 1) {
			invalid.add(InvalidSetting.outOfRange(key, max.toString(), "1 or more, or leave the key out"));
		}
	}

	private static void checkBody(String key, @Nullable DataSize max, List<InvalidSetting> invalid) {
		if (max != null && (max.toBytes() < 1 || max.toBytes() > MAX_BODY)) {
			invalid
				.add(InvalidSetting.outOfRange(key, Units.text(max), "a size from 1B to 100MB, or leave the key out"));
		}
	}

}
