package dev.crossaccount.gateway.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.portal.Status.ProviderStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * How the gateway is doing now. It is found out once a second at most, however many ask,
 * not at all while nobody does, and never on the thread of a request.
 */
class LiveStatus {

	private static final long PERIOD = Duration.ofSeconds(1).toNanos();

	private static final long WINDOW = Duration.ofSeconds(10).toNanos();

	/** Those who look do so every two seconds. */
	private static final long VALID = Duration.ofSeconds(4).toNanos();

	private final Meters meters;

	private final Probes probes;

	private final Accounts accounts;

	private final JsonMapper json;

	private final Executor worker;

	private final LongSupplier nanos;

	/** The oldest first. */
	private final Deque<Moment> moments = new ArrayDeque<>();

	private final AtomicLong due;

	private final Shown unknown;

	private volatile Shown shown;

	LiveStatus(Meters meters, Probes probes, Accounts accounts, JsonMapper json, Executor worker, LongSupplier nanos) {
		this.meters = meters;
		this.probes = probes;
		this.accounts = accounts;
		this.json = json;
		this.worker = worker;
		this.nanos = nanos;
		this.due = new AtomicLong(nanos.getAsLong());
		this.unknown = show(nothing());
		this.shown = this.unknown;
	}

	/** What was found out last, the same for all who ask. */
	Page page() {
		long now = this.nanos.getAsLong();
		long time = this.due.get();
		if (now - time >= 0 && this.due.compareAndSet(time, now + PERIOD)) {
			this.worker.execute(this::refresh);
		}
		Shown last = this.shown;
		return (now - last.nanos() < VALID) ? last.page() : this.unknown.page();
	}

	private synchronized void refresh() {
		Moment now = new Moment(this.nanos.getAsLong(), this.meters.read());
		this.moments.removeIf((earlier) -> now.nanos() - earlier.nanos() > WINDOW);
		Moment first = this.moments.peekFirst();
		this.moments.addLast(now);
		this.shown = show(status(now, first));
	}

	/** What is known before anybody looked. */
	private Status nothing() {
		List<ProviderStatus> providers = this.meters.read()
			.states()
			.keySet()
			.stream()
			.map((name) -> new ProviderStatus(name, this.accounts.providers().get(name),
					Health.of(BreakerState.CLOSED, null, null), BreakerState.CLOSED, 0, null))
			.toList();
		return new Status(Instant.now(), 0, this.accounts.gateway(), 0, null, providers);
	}

	private Status status(Moment now, @Nullable Moment first) {
		Meters.Sample lately = (first != null) ? now.sample().since(first.sample()) : null;
		double seconds = (first != null) ? (now.nanos() - first.nanos()) / 1e9 : 0;
		List<ProviderStatus> providers = new ArrayList<>();
		now.sample()
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

	private Shown show(Status status) {
		return new Shown(this.nanos.getAsLong(),
				Page.of(MediaType.APPLICATION_JSON, this.json.writeValueAsBytes(status)));
	}

	/**
	 * What had been counted at one moment.
	 *
	 * @param nanos the moment
	 * @param sample the counts
	 */
	private record Moment(long nanos, Meters.Sample sample) {

	}

	private record Shown(long nanos, Page page) {

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
