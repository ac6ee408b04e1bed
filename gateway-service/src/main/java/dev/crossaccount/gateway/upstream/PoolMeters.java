package dev.crossaccount.gateway.upstream;

import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/**
 * How full the pool of each provider is. The pools count for themselves, and are asked
 * only when somebody reads the gauges.
 */
class PoolMeters implements MeterBinder, ConnectionProvider.MeterRegistrar {

	private final Set<String> providers;

	private final int max;

	/** By the pool's name, which is its provider's. A pool begins with its first use. */
	private final Map<String, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

	PoolMeters(Set<String> providers, int max) {
		this.providers = providers;
		this.max = max;
	}

	@Override
	public void registerMetrics(String poolName, String id, SocketAddress remoteAddress,
			ConnectionPoolMetrics metrics) {
		this.pools.put(poolName, metrics);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String provider : this.providers) {
			connections(registry, provider, "active", ConnectionPoolMetrics::acquiredSize);
			connections(registry, provider, "idle", ConnectionPoolMetrics::idleSize);
			Gauge.builder("gateway.connections.waiting", () -> ask(provider, ConnectionPoolMetrics::pendingAcquireSize))
				.description("Requests that wait for a connection to a provider")
				.tag("provider", provider)
				.register(registry);
			Gauge.builder("gateway.connections.max", () -> this.max)
				.description("Most connections to a provider")
				.tag("provider", provider)
				.register(registry);
		}
	}

	private void connections(MeterRegistry registry, String provider, String state,
			ToIntFunction<ConnectionPoolMetrics> count) {
		Gauge.builder("gateway.connections", () -> ask(provider, count))
			.description("Open connections to a provider")
			.tags("provider", provider, "state", state)
			.register(registry);
	}

	private int ask(String provider, ToIntFunction<ConnectionPoolMetrics> count) {
		ConnectionPoolMetrics pool = this.pools.get(provider);
		return (pool != null) ? count.applyAsInt(pool) : 0;
	}

}
