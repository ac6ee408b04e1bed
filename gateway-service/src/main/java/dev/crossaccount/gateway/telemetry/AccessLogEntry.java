package dev.crossaccount.gateway.telemetry;

import java.util.List;

import ch.qos.logback.core.spi.DeferredProcessingAware;
import dev.crossaccount.gateway.request.RequestRecord;
import org.jspecify.annotations.Nullable;

/** A line to be written: nothing but values, since thousands may wait for a slow disk. */
final class AccessLogEntry implements DeferredProcessingAware {

	private final @Nullable Object[] values;

	private AccessLogEntry(@Nullable Object[] values) {
		this.values = values;
	}

	static AccessLogEntry of(RequestRecord request, List<AccessLogField> fields) {
		@Nullable Object[] values = new @Nullable Object[fields.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = AccessLogValues.of(request, fields.get(i));
		}
		return new AccessLogEntry(values);
	}

	/** Null if there is nothing to say. */
	@Nullable Object value(int index) {
		return this.values[index];
	}

	@Override
	public void prepareForDeferredProcessing() {
		// It is as it will be.
	}

}
