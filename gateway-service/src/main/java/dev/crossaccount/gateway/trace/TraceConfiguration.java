package dev.crossaccount.gateway.trace;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Traces requests, where a collector is named. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnCollector.class)
class TraceConfiguration {

	private static final String TRANSPORT = "management.opentelemetry.tracing.export.otlp.transport";

	private static final String PROBABILITY = "management.tracing.sampling.probability";

	@Bean
	TraceFilter traceFilter(Sampling sampling, SdkTracerProvider provider) {
		return new TraceFilter(sampling, provider.get("dev.crossaccount.gateway"));
	}

	@Bean
	Sampling sampling(OpenTelemetryTracingProperties openTelemetry, TracingProperties tracing,
			Environment environment) {
		float probability = tracing.getSampling().getProbability();
		check(environment.getRequiredProperty(OnCollector.ENDPOINT), environment.getProperty(TRANSPORT, "http"),
				probability);
		return new Sampling(openTelemetry.getSampler(), probability);
	}

	/** What has a span has been decided on. */
	@Bean
	Sampler spanSampler() {
		return Sampler.alwaysOn();
	}

	@Bean
	SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().map(LenientExporter::new).toList());
	}

	private static void check(String endpoint, String transport, float probability) {
		List<InvalidSetting> invalid = new ArrayList<>();
		if (!isHttp(endpoint)) {
			invalid.add(new InvalidSetting(OnCollector.ENDPOINT, "is not an address that spans can be sent to",
					"Name the whole address, such as http://localhost:4318/v1/traces."));
		}
		if (!transport.equalsIgnoreCase("http")) {
			invalid.add(new InvalidSetting(TRANSPORT, "is " + transport + ", which this program does not speak",
					"Name a collector's port for OTLP over HTTP, and leave the key out."));
		}
		if (!(probability >= 0 && probability <= 1)) {
			invalid.add(InvalidSetting.outOfRange(PROBABILITY, Float.toString(probability), "a number from 0 to 1"));
		}
		InvalidSettingsException.throwIfAny(invalid);
	}

	private static boolean isHttp(String endpoint) {
		try {
			URI uri = URI.create(endpoint);
			return List.of("http", "https").contains(Objects.toString(uri.getScheme())) && uri.getHost() != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
