package dev.crossaccount.gateway.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.portal.Status.ProviderStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * How the gateway is doing now. It is found out once a second at most, however many ask,
 * and not at all while nobody does.
 */
class LiveStatus {

	private static final long PERIOD = Duration.ofSeconds(1).toNanos();

	private static final long WINDOW = Duration.ofSeconds(10).toNanos();

	private final Meters meters;

	private final Probes probes;

	private final Accounts accounts;

	private final LongSupplier nanos;

	/** The oldest first. */
	private final Deque<Moment> moments = new ArrayDeque<>();

	private final JsonMapper json;

	private @Nullable Page page;

	LiveStatus(Meters meters, Probes probes, Accounts accounts, JsonMapper json, LongSupplier nanos) {
		this.meters = meters;
		this.probes = probes;
		this.accounts = accounts;
		this.json = json;
		this.nanos = nanos;
	}

	/** The same for all who ask within a second. */
	synchronized Page page() {
		long now = this.nanos.getAsLong();
		Moment last = this.moments.peekLast();
		if (this.page == null || last == null || now - last.nanos() >= PERIOD) {
			this.page = Page.of(MediaType.APPLICATION_JSON, this.json.writeValueAsBytes(at(now)));
		}
		return this.page;
	}

	/** What is true at a moment, compared with what was a few seconds before. */
	Status at(long now) {
		Moment moment = new Moment(now, this.meters.read());
		this.moments.removeIf((earlier) -> now - earlier.nanos() > WINDOW);
		Moment first = this.moments.peekFirst();
		this.moments.addLast(moment);
		Meters.Sample lately = (first != null) ? moment.sample().since(first.sample()) : null;
		double seconds = (first != null) ? (now - first.nanos()) / 1e9 : 0;
		List<ProviderStatus> providers = new ArrayList<>();
		moment.sample()
			.states()
			.forEach((name, state) -> providers
				.add(provider(name, state, (lately != null) ? lately.byProvider().get(name) : null, seconds)));
		return new Status(Instant.now(), seconds, this.accounts.gateway(),
				providers.stream().mapToInt(ProviderStatus::inFlight).sum(),
				(lately != null) ? lately.all().over(seconds) : null, providers);
	}

	private ProviderStatus provider(String name, Meters.State state, @Nullable Counts lately, double seconds) {
		return new ProviderStatus(name, this.accounts.providers().get(name),
				Health.of(state.breaker(), lately, this.probes.lastly(name)), state.breaker(), state.inFlight(),
				(lately != null) ? lately.over(seconds) : null);
	}

	/**
	 * What had been counted at one moment.
	 *
	 * @param nanos the moment
	 * @param sample the counts
	 */
	private record Moment(long nanos, Meters.Sample sample) {

	}

	/**
	 * The AWS accounts that are configured.
	 *
	 * @param gateway the gateway's own
	 * @param providers those of providers, by name
	 */
	record Accounts(@Nullable String gateway, Map<String, String> providers) {

	}

}
