package dev.crossaccount.gateway.trace;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingProperties.Sampler;

/**
 * Which requests are traced.
 *
 * @param sampler whether the caller may decide, and who does otherwise
 * @param probability how likely a request is drawn, 0 to 1
 */
record Sampling(Sampler sampler, double probability) {

	/**
	 * Decides on a request. It is drawn, not told by the trace's id as OpenTelemetry's
	 * own sampler has it: callers choose their ids.
	 * @param parent what the caller sent, or {@code null} for nothing well-formed
	 * @return whether to trace it
	 */
	boolean takes(@Nullable String parent) {
		return switch (this.sampler) {
			case ALWAYS_ON -> true;
			case ALWAYS_OFF -> false;
			case TRACE_ID_RATIO -> draw();
			case PARENT_BASED_ALWAYS_ON -> (parent != null) ? TraceContext.isSampled(parent) : true;
			case PARENT_BASED_ALWAYS_OFF -> parent != null && TraceContext.isSampled(parent);
			case PARENT_BASED_TRACE_ID_RATIO -> (parent != null) ? TraceContext.isSampled(parent) : draw();
		};
	}

	private boolean draw() {
		return ThreadLocalRandom.current().nextDouble() < this.probability;
	}

}
