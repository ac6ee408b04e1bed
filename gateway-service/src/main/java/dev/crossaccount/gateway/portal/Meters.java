package dev.crossaccount.gateway.portal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Reads what the gateway counts anyway: requests cost nothing more for being watched. */
class Meters {

	private static final String REQUESTS = "gateway.requests";

	private static final String UPSTREAM = "gateway.upstream";

	private static final String REFUSALS = "gateway.refusals";

	private static final String BREAKER = "gateway.breaker.state";

	private static final String IN_FLIGHT = "gateway.in.flight";

	private static final Set<String> NAMES = Set.of(REQUESTS, UPSTREAM, REFUSALS, BREAKER, IN_FLIGHT);

	private static final Set<String> OVER_PLAN = Set.of("quota-exceeded");

	private final MeterRegistry registry;

	private final List<String> providers;

	Meters(MeterRegistry registry, Collection<String> providers) {
		this.registry = registry;
		this.providers = List.copyOf(providers);
	}

	/**
	 * All requests so far. In one pass: a gateway of many providers has thousands of
	 * meters.
	 */
	Sample read() {
		Map<Key, List<Meter>> meters = this.registry.getMeters()
			.stream()
			.filter((meter) -> NAMES.contains(meter.getId().getName()))
			.collect(Collectors.groupingBy(Key::of));
		Map<String, Counts> byProvider = new LinkedHashMap<>();
		Map<String, State> states = new LinkedHashMap<>();
		for (String provider : this.providers) {
			byProvider.put(provider, counts(meters, List.of(provider), UPSTREAM));
			states.put(provider, new State(BreakerState.values()[gauge(meters, BREAKER, provider)],
					gauge(meters, IN_FLIGHT, provider)));
		}
		return new Sample(counts(meters, this.providers, REQUESTS), byProvider, states);
	}

	private static Counts counts(Map<Key, List<Meter>> meters, Collection<String> providers, String latencies) {
		List<Timer> requests = find(Timer.class, meters, REQUESTS, providers);
		List<Counter> refusals = find(Counter.class, meters, REFUSALS, providers);
		List<Timer> timed = find(Timer.class, meters, latencies, providers);
		double shed = sum(refusals, Problem.SHED);
		return new Counts(requests.stream().mapToDouble(Timer::count).sum(),
				requests.stream()
					.filter((timer) -> "5xx".equals(timer.getId().getTag("status")))
					.mapToDouble(Timer::count)
					.sum(),
				sum(refusals, OVER_PLAN) + shed, shed, Latencies.of(timed));
	}

	private static double sum(Collection<Counter> refusals, Set<String> reasons) {
		return refusals.stream()
			.filter((counter) -> reasons.contains(String.valueOf(counter.getId().getTag("reason"))))
			.mapToDouble(Counter::count)
			.sum();
	}

	private static int gauge(Map<Key, List<Meter>> meters, String name, String provider) {
		return find(Gauge.class, meters, name, List.of(provider)).stream()
			.mapToInt((gauge) -> (int) gauge.value())
			.sum();
	}

	private static <M> List<M> find(Class<M> type, Map<Key, List<Meter>> meters, String name,
			Collection<String> providers) {
		return providers.stream()
			.flatMap((provider) -> meters.getOrDefault(new Key(name, provider), List.of()).stream())
			.map(type::cast)
			.toList();
	}

	/**
	 * What meters are told apart by here.
	 *
	 * @param name what they count
	 * @param provider of whose requests
	 */
	private record Key(String name, String provider) {

		static Key of(Meter meter) {
			return new Key(meter.getId().getName(), String.valueOf(meter.getId().getTag("provider")));
		}

	}

	/**
	 * What is true of a provider at a moment.
	 *
	 * @param breaker whether it gets requests
	 * @param inFlight its requests that are being served
	 */
	record State(BreakerState breaker, int inFlight) {

	}

	/**
	 * What was counted up to one moment.
	 *
	 * @param all requests to all providers
	 * @param byProvider requests to each of them
	 * @param states how each of them is
	 */
	record Sample(Counts all, Map<String, Counts> byProvider, Map<String, State> states) {

		Sample since(Sample earlier) {
			Map<String, Counts> difference = new LinkedHashMap<>();
			this.byProvider.forEach((name, counts) -> {
				Counts before = earlier.byProvider.get(name);
				difference.put(name, (before != null) ? counts.since(before) : counts);
			});
			return new Sample(this.all.since(earlier.all), difference, this.states);
		}

	}

}
