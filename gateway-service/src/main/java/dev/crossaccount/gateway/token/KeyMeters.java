package dev.crossaccount.gateway.token;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Tells of each issuer's keys. */
final class KeyMeters {

	private KeyMeters() {
	}

	static void register(RemoteKeys keys, MeterRegistry registry) {
		Gauge.builder("gateway.issuer.keys", keys, RemoteKeys::count)
			.description("Keys of an issuer that are at hand")
			.tag("issuer", keys.issuer())
			.register(registry);
		Gauge.builder("gateway.issuer.keys.age", keys, RemoteKeys::age)
			.description("Time since the keys at hand were fetched; NaN while there are none")
			.baseUnit("seconds")
			.tag("issuer", keys.issuer())
			.register(registry);
		fetches(keys, "success", RemoteKeys::successes, registry);
		fetches(keys, "failure", RemoteKeys::failures, registry);
	}

	private static void fetches(RemoteKeys keys, String outcome, ToDoubleFunction<RemoteKeys> count,
			MeterRegistry registry) {
		FunctionCounter.builder("gateway.issuer.fetches", keys, count)
			.description("Times that an issuer's keys were fetched")
			.tags("issuer", keys.issuer(), "outcome", outcome)
			.register(registry);
	}

}
