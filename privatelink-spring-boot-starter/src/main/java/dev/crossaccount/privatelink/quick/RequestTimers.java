package dev.crossaccount.privatelink.quick;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import dev.crossaccount.privatelink.endpoint.EndpointMetricTag;
import dev.crossaccount.privatelink.endpoint.VpcEndpoint;

/**
 * Measures answers in {@code http.server.requests}, under the tags that Spring's
 * observation of a request has, so that nobody can tell them apart.
 */
class RequestTimers implements QuickMetrics {

	private final MeterRegistry meters;

	private final EndpointMetricTag endpoints;

	private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

	RequestTimers(MeterRegistry meters, EndpointMetricTag endpoints) {
		this.meters = meters;
		this.endpoints = endpoints;
	}

	@Override
	public void answered(String path, @Nullable String endpoint, long start) {
		this.timers.computeIfAbsent(new Key(path, this.endpoints.value(endpoint)), this::timer)
			.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Key key) {
		return Timer.builder("http.server.requests")
			.tags("error", "none", "exception", "none", "method", "GET", "outcome", "SUCCESS", "status", "200", "uri",
					key.path(), VpcEndpoint.METRIC_TAG, key.endpoint())
			.register(this.meters);
	}

	private record Key(String path, String endpoint) {

	}

}
