package dev.crossaccount.gateway.telemetry;

import java.util.List;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.util.Duration;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.request.RequestRecord;
import io.micrometer.core.instrument.Counter;
import net.logstash.logback.appender.DelegatingAsyncDisruptorAppender;
import net.logstash.logback.appender.listener.AppenderListener;

/**
 * Writes a line for each request, on a thread of its own. Lines that come faster than
 * they can be written are dropped and counted: no request ever waits for a disk.
 */
class AccessLog implements RequestObserver, AutoCloseable {

	/** A power of two; with paths of the greatest length they take about 10 MB. */
	private static final int MAX_WAITING = 4096;

	/** How often it is looked whether there are lines to be written. */
	private static final java.time.Duration LOOK = java.time.Duration.ofMillis(5);

	/** Longest wait for what is still to be written. */
	private static final Duration SHUTDOWN = Duration.buildBySeconds(5);

	private final List<AccessLogField> fields;

	private final Queue queue = new Queue();

	/**
	 * Starts at once.
	 * @param fields what a line has
	 * @param sink where it goes, started
	 * @param context whom it tells that it fails
	 * @param dropped counts the lines that are lost
	 */
	AccessLog(List<AccessLogField> fields, OutputStreamAppender<AccessLogEntry> sink, Context context,
			Counter dropped) {
		this.fields = fields;
		this.queue.setName("access-log");
		this.queue.setContext(context);
		this.queue.setRingBufferSize(MAX_WAITING);
		// The thread looks for lines by itself: to wake it for each would cost requests.
		this.queue.setWaitStrategyType("sleeping{0," + LOOK.toNanos() + "}");
		this.queue.setThreadNameFormat("access-log");
		// It would warn on the event loop that could not add a line; the counter tells.
		this.queue.setDroppedWarnFrequency(0);
		this.queue.setShutdownGracePeriod(SHUTDOWN);
		this.queue.addAppender(sink);
		this.queue.addListener(new AppenderListener<>() {
			@Override
			public void eventAppendFailed(Appender<AccessLogEntry> appender, AccessLogEntry entry, Throwable reason) {
				dropped.increment();
			}
		});
		this.queue.start();
	}

	@Override
	public void ended(RequestRecord request) {
		this.queue.doAppend(AccessLogEntry.of(request, this.fields));
	}

	/**
	 * Writes what waits; but a disk that hangs must not keep the program from stopping.
	 */
	@Override
	public void close() {
		Thread stop = new Thread(this.queue::stop, "access-log-stop");
		stop.setDaemon(true);
		stop.start();
		try {
			stop.join(SHUTDOWN.getMilliseconds() + 1000);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class Queue
			extends DelegatingAsyncDisruptorAppender<AccessLogEntry, AppenderListener<AccessLogEntry>> {

	}

}
