package dev.crossaccount.gateway.upstream;

import java.util.Map;
import java.util.function.ToIntFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How full the pool of each provider is. The pools count for themselves, and are asked
 * only when somebody reads the gauges.
 */
class PoolMeters implements MeterBinder {

	private final Map<String, UpstreamPool> pools;

	private final int max;

	/**
	 * Watches pools.
	 * @param pools by provider
	 * @param max most connections in each
	 */
	PoolMeters(Map<String, UpstreamPool> pools, int max) {
		this.pools = pools;
		this.max = max;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.pools.forEach((provider, pool) -> {
			connections(registry, provider, "active", pool, UpstreamPool::active);
			connections(registry, provider, "idle", pool, UpstreamPool::idle);
			Gauge.builder("gateway.connections.waiting", pool, UpstreamPool::waiting)
				.description("Requests that wait for a connection to a provider")
				.tag("provider", provider)
				.register(registry);
			Gauge.builder("gateway.connections.max", () -> this.max)
				.description("Most connections to a provider")
				.tag("provider", provider)
				.register(registry);
		});
	}

	private static void connections(MeterRegistry registry, String provider, String state, UpstreamPool pool,
			ToIntFunction<UpstreamPool> count) {
		Gauge.builder("gateway.connections", pool, count::applyAsInt)
			.description("Open connections to a provider")
			.tags("provider", provider, "state", state)
			.register(registry);
	}

}
