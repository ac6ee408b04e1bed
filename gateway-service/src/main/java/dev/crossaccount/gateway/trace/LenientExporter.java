package dev.crossaccount.gateway.trace;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans, and says at most once a minute that they could not be sent, instead of
 * OpenTelemetry's stack traces.
 */
final class LenientExporter implements SpanExporter {

	private static final Logger LOG = LoggerFactory.getLogger(LenientExporter.class);

	private static final long QUIET = Duration.ofMinutes(1).toNanos();

	private final SpanExporter exporter;

	private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - QUIET);

	LenientExporter(SpanExporter exporter) {
		this.exporter = exporter;
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		int count = spans.size();
		CompletableResultCode result = this.exporter.export(spans);
		return result.whenComplete(() -> {
			if (!result.isSuccess()) {
				warn(count, result.getFailureThrowable());
			}
		});
	}

	private void warn(int count, @Nullable Throwable failure) {
		long last = this.lastWarning.get();
		long now = System.nanoTime();
		if (now - last >= QUIET && this.lastWarning.compareAndSet(last, now)) {
			LOG.warn("{} spans are lost, and so are others for as long as this lasts: the collector that {} names {}",
					count, OnCollector.ENDPOINT, reason(failure));
		}
	}

	private static String reason(@Nullable Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof IOException)) {
			cause = cause.getCause();
		}
		return (cause != null) ? "can't be reached (" + cause + ")" : "did not take them";
	}

	@Override
	public CompletableResultCode flush() {
		return this.exporter.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.exporter.shutdown();
	}

}
