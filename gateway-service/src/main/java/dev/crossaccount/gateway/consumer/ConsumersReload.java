package dev.crossaccount.gateway.consumer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.settings.InvalidSettingsException;
import io.micrometer.core.instrument.MeterRegistry;
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

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final Scheduler scheduler = Schedulers.newSingle("consumers-file", true);

	private final ConsumersSource source;

	private final Consumers consumers;

	private final MeterRegistry meters;

	/** What was judged last, good or bad. */
	private ConsumersSource.Content judged;

	/** What was seen last. */
	private ConsumersSource.Content seen;

	ConsumersReload(ConsumersSource source, ConsumersSource.Content first, Consumers consumers, MeterRegistry meters) {
		this.source = source;
		this.judged = first;
		this.seen = first;
		this.consumers = consumers;
		this.meters = meters;
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
			count(take(content) ? "success" : "failure");
		}
	}

	private boolean take(ConsumersSource.Content content) {
		try {
			Registry registry = ConsumersParser.parse(content);
			this.consumers.replace(registry);
			LOG.info("Consumers from {}: {}", content.file(), registry);
			return true;
		}
		catch (InvalidSettingsException ex) {
			LOG.warn("The change of the consumers file is not used, the last good one stays: {}", ex.explanation());
			return false;
		}
	}

	private void count(String outcome) {
		this.meters.counter("gateway.consumers.reloads", "outcome", outcome).increment();
	}

	@Override
	public void close() {
		this.scheduler.dispose();
	}

}
