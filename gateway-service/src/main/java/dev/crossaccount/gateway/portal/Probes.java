package dev.crossaccount.gateway.portal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks each provider now and then whether it is there, as long as somebody looks: without
 * traffic nothing else would tell that one stopped.
 */
class Probes {

	private static final long PERIOD = Duration.ofSeconds(4).toNanos();

	/** Somebody who comes back must not see what was true long ago. */
	private static final long VALID = Duration.ofSeconds(10).toNanos();

	private final Function<String, Mono<Boolean>> probe;

	private final LongSupplier nanos;

	private final Map<String, Long> asked = new ConcurrentHashMap<>();

	private final Map<String, Result> results = new ConcurrentHashMap<>();

	/**
	 * Asks nobody yet.
	 * @param probe asks a provider, and says in a few seconds whether it answered
	 * @param nanos the clock
	 */
	Probes(Function<String, Mono<Boolean>> probe, LongSupplier nanos) {
		this.probe = probe;
		this.nanos = nanos;
	}

	/**
	 * Says what is known, and asks anew if that is old.
	 * @param provider the provider's name
	 * @return whether it answered when it was last asked, or {@code null} if that is not
	 * known
	 */
	@Nullable Boolean lastly(String provider) {
		long now = this.nanos.getAsLong();
		Long before = this.asked.get(provider);
		if (before == null || now - before >= PERIOD) {
			this.asked.put(provider, now);
			this.probe.apply(provider)
				.subscribe((answered) -> this.results.put(provider, new Result(answered, this.nanos.getAsLong())));
		}
		Result result = this.results.get(provider);
		return (result != null && now - result.nanos() < VALID) ? result.answered() : null;
	}

	private record Result(boolean answered, long nanos) {

	}

}
