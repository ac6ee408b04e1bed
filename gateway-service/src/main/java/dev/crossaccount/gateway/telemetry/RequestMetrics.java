package dev.crossaccount.gateway.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.upstream.UpstreamCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Counts and times requests. Every label has a small set of values, whatever callers
 * send: providers and routes are declared, an unknown method is {@code other}.
 */
@Component
class RequestMetrics implements RequestObserver {

	private static final String NONE = "none";

	private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private final MeterRegistry registry;

	/** Meters by their labels: the registry would sort and hash those every time. */
	private final Map<Labels, Timer> requests = new ConcurrentHashMap<>();

	private final Map<Labels, Timer> answers = new ConcurrentHashMap<>();

	private final Map<Labels, Counter> refusals = new ConcurrentHashMap<>();

	private final Map<String, Counter> retries = new ConcurrentHashMap<>();

	RequestMetrics(MeterRegistry registry, Providers providers) {
		this.registry = registry;
		providers.all().forEach(this::expect);
	}

	/**
	 * What alerts are about is there from the start: the first failure of all would not
	 * be seen as a change.
	 */
	private void expect(Provider provider) {
		for (String route : provider.paths()) {
			for (HttpMethod method : provider.methods()) {
				meter(this.requests, new Labels(provider.name(), route, method.name(), statusClass(500)),
						this::requests);
			}
		}
		for (String reason : Problem.SHED) {
			meter(this.refusals, new Labels(provider.name(), reason, "", ""), this::refusals);
		}
	}

	@Override
	public void ended(RequestRecord request) {
		ServerWebExchange exchange = request.exchange();
		Provider found = (exchange != null) ? Provider.of(exchange) : null;
		String provider = (found != null) ? found.name() : NONE;
		String matched = (exchange != null) ? Provider.route(exchange) : null;
		String route = (matched != null) ? matched : NONE;
		String method = request.isReadable() ? MethodNames.known(request.head().method().name()) : "other";
		meter(this.requests, new Labels(provider, route, method, statusClass(request.status())), this::requests)
			.record(request.nanos(), TimeUnit.NANOSECONDS);
		if (request.error() != null) {
			meter(this.refusals, new Labels(provider, request.error(), "", ""), this::refusals).increment();
		}
		UpstreamCall call = (exchange != null) ? UpstreamCall.of(exchange) : null;
		if (call != null) {
			upstream(provider, call);
		}
	}

	private void upstream(String provider, UpstreamCall call) {
		if (call.status() != 0) {
			meter(this.answers, new Labels(provider, "", "", statusClass(call.status())), this::answers)
				.record(call.nanos(), TimeUnit.NANOSECONDS);
		}
		if (call.attempts() > 1) {
			meter(this.retries, provider, this::retries).increment(call.attempts() - 1.0);
		}
	}

	private Timer requests(Labels labels) {
		return timer("gateway.requests", "Requests to the public port, from their head to the last byte of the answer",
				Tags.of("provider", labels.provider, "route", labels.name, "method", labels.method, "status",
						labels.status));
	}

	private Timer answers(Labels labels) {
		return timer("gateway.upstream", "Answers of providers, from the last attempt to the head of the answer",
				Tags.of("provider", labels.provider, "status", labels.status));
	}

	private Timer timer(String name, String description, Tags tags) {
		return Timer.builder(name)
			.description(description)
			.tags(tags)
			.serviceLevelObjectives(BUCKETS)
			.register(this.registry);
	}

	private Counter refusals(Labels labels) {
		return Counter.builder("gateway.refusals")
			.description("Requests that got no provider's whole answer, by the problem that they got instead")
			.tags("provider", labels.provider, "reason", labels.name)
			.register(this.registry);
	}

	private Counter retries(String provider) {
		return Counter.builder("gateway.retries")
			.description("Requests that were sent again to a provider that failed")
			.tag("provider", provider)
			.register(this.registry);
	}

	/**
	 * Looks first: {@code computeIfAbsent} may lock, and event loops would meet there.
	 */
	private static <K, M> M meter(Map<K, M> meters, K key, Function<K, M> factory) {
		M meter = meters.get(key);
		return (meter != null) ? meter : meters.computeIfAbsent(key, factory);
	}

	private static String statusClass(int status) {
		return status / 100 + "xx";
	}

	/**
	 * What tells meters of one kind apart.
	 *
	 * @param provider a provider or {@code none}
	 * @param name a route or a reason
	 * @param method a method or {@code other}
	 * @param status a class of statuses
	 */
	private record Labels(String provider, String name, String method, String status) {

	}

}
