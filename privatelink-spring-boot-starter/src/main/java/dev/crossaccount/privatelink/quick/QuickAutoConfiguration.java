package dev.crossaccount.privatelink.quick;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.Server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.crossaccount.privatelink.endpoint.EndpointMetricTag;
import dev.crossaccount.privatelink.endpoint.PrivateLinkProperties;
import dev.crossaccount.privatelink.lifecycle.DrainLifecycle;
import dev.crossaccount.privatelink.lifecycle.LifecycleAutoConfiguration;
import dev.crossaccount.privatelink.problem.ProblemAutoConfiguration;

/**
 * Gives a service's {@link QuickAnswer quick answers}, unless requests are traced: Spring
 * MVC's way has the spans.
 */
@AutoConfiguration(after = { LifecycleAutoConfiguration.class, ProblemAutoConfiguration.class }, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration" })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
@ConditionalOnBean(QuickAnswer.class)
@ConditionalOnMissingBean(type = "io.micrometer.tracing.Tracer")
public final class QuickAutoConfiguration {

	/** Unordered, and after the customizers of problems: this handler comes first. */
	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> quickAnswerCustomizer(List<QuickAnswer> answers,
			PrivateLinkProperties properties, DrainLifecycle lifecycle, ObjectProvider<QuickMetrics> metrics) {
		return (factory) -> factory.addServerCustomizers((server) -> {
			QuickMetrics measured = metrics.getIfAvailable(() -> (path, endpoint, start) -> {
			});
			Map<String, QuickRoute> routes = answers.stream()
				.collect(Collectors.toUnmodifiableMap(QuickAnswer::path,
						(answer) -> new QuickRoute(answer, properties.allowedEndpoints(), measured)));
			server.insertHandler(new QuickHandler(routes, lifecycle));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnBean(MeterRegistry.class)
		QuickMetrics requestTimers(MeterRegistry meters, EndpointMetricTag endpoints) {
			return new RequestTimers(meters, endpoints);
		}

	}

}
