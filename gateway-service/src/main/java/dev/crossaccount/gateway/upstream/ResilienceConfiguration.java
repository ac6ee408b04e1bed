package dev.crossaccount.gateway.upstream;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.crossaccount.gateway.limit.InFlight;
import dev.crossaccount.gateway.settings.GatewayProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * A breaker and a retry budget for each provider, and a limit to its work where there is
 * one.
 */
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {

	/** Little in a container of 256 MB, and room for 64 of the largest bodies kept. */
	private static final long REPLAY_MEMORY = DataSize.ofMegabytes(4).toBytes();

	private final Map<String, Breaker> breakers = new HashMap<>();

	private final Map<String, InFlight> atWork = new HashMap<>();

	private final Map<String, Resilience> resilience = new HashMap<>();

	ResilienceConfiguration(GatewayProperties properties) {
		ResilienceRules.check(properties);
		ReplayMemory memory = new ReplayMemory(REPLAY_MEMORY);
		properties.providers().forEach((name, provider) -> {
			Breaker breaker = new Breaker(name, provider.breaker(), Clock.systemUTC());
			this.breakers.put(name, breaker);
			Integer concurrency = provider.concurrency();
			if (concurrency != null) {
				this.atWork.put(name,
						new InFlight("provider " + name, "gateway.providers." + name + ".concurrency", concurrency));
			}
			this.resilience.put(name, new Resilience(name, this.atWork.get(name), breaker, provider.retry(), memory));
		});
	}

	Map<String, Resilience> resilience() {
		return this.resilience;
	}

	@Bean
	MeterBinder breakerMeter() {
		return (registry) -> this.breakers.forEach((name, breaker) -> gauge(registry, name, breaker));
	}

	@Bean
	MeterBinder concurrencyMeter() {
		return (registry) -> this.atWork
			.forEach((name, atWork) -> Gauge.builder("gateway.concurrency", atWork, InFlight::count)
				.description("Requests that a provider whose concurrency is limited works on")
				.tag("provider", name)
				.register(registry));
	}

	private static void gauge(MeterRegistry registry, String provider, Breaker breaker) {
		Gauge.builder("gateway.breaker.state", breaker, Breaker::level)
			.description("0: requests pass, 1: a few are tried or would be, 2: the provider gets none")
			.tag("provider", provider)
			.register(registry);
	}

}
