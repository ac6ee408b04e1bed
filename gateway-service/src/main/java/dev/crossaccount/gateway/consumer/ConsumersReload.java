package dev.crossaccount.gateway.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.settings.InvalidSettingsException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Takes up what changes in the consumers file, without a restart. It looks at the
 * content: no event tells of a change in a mounted volume or a ConfigMap. A file that is
 * not valid changes nothing.
 */
class ConsumersReload implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(ConsumersReload.class);

	private static final String METRIC = "gateway.consumers.reloads";

	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** Whoever looks at the log, or an alarm on it, must not miss that keys live on. */
	static final Duration REMINDER_PERIOD = Duration.ofMinutes(1);

	private final InstantSource clock;

	private final Scheduler scheduler = Schedulers.newSingle("consumers-file", true);

	private final ConsumersSource source;

	private final Consumers consumers;

	private final Counter successes;

	private final Counter failures;

	/** What was judged last, good or bad. */
	private ConsumersSource.Content judged;

	/** What was seen last. */
	private ConsumersSource.Content seen;

	/** What is wrong with the file at present. */
	private volatile @Nullable String complaint;

	private Instant complainedAt = Instant.MIN;

	ConsumersReload(ConsumersSource source, ConsumersSource.Content first, Consumers consumers, MeterRegistry meters,
			InstantSource clock) {
		this.clock = clock;
		this.source = source;
		this.judged = first;
		this.seen = first;
		this.consumers = consumers;
		this.successes = meters.counter(METRIC, "outcome", "success");
		this.failures = meters.counter(METRIC, "outcome", "failure");
		Gauge.builder("gateway.consumers.outdated", this, (reload) -> (reload.complaint != null) ? 1 : 0)
			.description(
					"1 while the consumers file was changed to one that is not valid, and the last good one is used")
			.register(meters);
	}

	void start() {
		this.scheduler.schedulePeriodically(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Judges a change when it is seen twice: before that it may be half written. */
	void look() {
		ConsumersSource.Content content = this.source.read();
		boolean settled = content.equals(this.seen);
		this.seen = content;
		if (settled && !content.equals(this.judged)) {
			this.judged = content;
			take(content);
		}
		else if (this.complaint != null && !this.clock.instant().isBefore(this.complainedAt.plus(REMINDER_PERIOD))) {
			complain(this.complaint);
		}
	}

	private void take(ConsumersSource.Content content) {
		try {
			Registry registry = ConsumersParser.parse(content);
			this.consumers.replace(registry);
			this.successes.increment();
			LOG.info("Consumers from {}{}: {}", content.file(),
					(this.complaint != null) ? ", which is valid again" : "", registry);
			this.complaint = null;
		}
		catch (InvalidSettingsException ex) {
			this.failures.increment();
			complain(ex.explanation());
		}
	}

	private void complain(String explanation) {
		this.complaint = explanation;
		this.complainedAt = this.clock.instant();
		LOG.error("The change of the consumers file is not used, the last good one stays: keys that you removed are"
				+ " still accepted, and old plans still count. {}", explanation);
	}

	@Override
	public void close() {
		this.scheduler.dispose();
	}

}
