package dev.crossaccount.gateway.portal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Reads what the gateway counts anyway: requests cost nothing more for being watched. */
class Meters {

	private static final String PROVIDER = "provider";

	private static final String SHED_BY_GATEWAY = "overloaded";

	private static final String SHED_FOR_PROVIDER = "temporary-reduced-capacity";

	private static final Set<String> THROTTLED = Set.of("quota-exceeded", SHED_BY_GATEWAY, SHED_FOR_PROVIDER);

	private static final Set<String> SHED = Set.of(SHED_BY_GATEWAY, SHED_FOR_PROVIDER);

	private final MeterRegistry registry;

	private final List<String> providers;

	Meters(MeterRegistry registry, Collection<String> providers) {
		this.registry = registry;
		this.providers = List.copyOf(providers);
	}

	List<String> providers() {
		return this.providers;
	}

	/** All requests so far. */
	Sample read() {
		Map<String, Counts> byProvider = new LinkedHashMap<>();
		this.providers.forEach((provider) -> byProvider.put(provider, counts(provider::equals, "gateway.upstream")));
		return new Sample(counts(this.providers::contains, "gateway.requests"), byProvider);
	}

	BreakerState breaker(String provider) {
		return BreakerState.values()[gauge("gateway.breaker.state", provider)];
	}

	int inFlight(String provider) {
		return gauge("gateway.in.flight", provider);
	}

	private Counts counts(Predicate<String> provider, String latencies) {
		Collection<Timer> requests = this.registry.find("gateway.requests").tag(PROVIDER, provider).timers();
		Collection<Counter> refusals = this.registry.find("gateway.refusals").tag(PROVIDER, provider).counters();
		Collection<Timer> timed = this.registry.find(latencies).tag(PROVIDER, provider).timers();
		return new Counts(requests.stream().mapToDouble(Timer::count).sum(),
				requests.stream()
					.filter((timer) -> "5xx".equals(timer.getId().getTag("status")))
					.mapToDouble(Timer::count)
					.sum(),
				sum(refusals, THROTTLED), sum(refusals, SHED), Latencies.of(timed));
	}

	private static double sum(Collection<Counter> refusals, Set<String> reasons) {
		return refusals.stream()
			.filter((counter) -> reasons.contains(String.valueOf(counter.getId().getTag("reason"))))
			.mapToDouble(Counter::count)
			.sum();
	}

	private int gauge(String name, String provider) {
		Gauge gauge = this.registry.find(name).tag(PROVIDER, provider).gauge();
		return (gauge != null) ? (int) gauge.value() : 0;
	}

	/**
	 * What was counted up to one moment.
	 *
	 * @param all requests to all providers
	 * @param byProvider requests to each of them
	 */
	record Sample(Counts all, Map<String, Counts> byProvider) {

		Sample since(Sample earlier) {
			Map<String, Counts> difference = new LinkedHashMap<>();
			this.byProvider.forEach((name, counts) -> {
				Counts before = earlier.byProvider.get(name);
				difference.put(name, (before != null) ? counts.since(before) : counts);
			});
			return new Sample(this.all.since(earlier.all), difference);
		}

	}

}
