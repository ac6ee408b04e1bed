package dev.crossaccount.privatelink.endpoint;

import java.util.EnumSet;

import io.micrometer.observation.ObservationFilter;
import jakarta.servlet.DispatcherType;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.crossaccount.privatelink.problem.ProblemAutoConfiguration;
import dev.crossaccount.privatelink.problem.ProblemWriter;
import dev.crossaccount.privatelink.proxyprotocol.ProxyProtocolConnectionFactory;

/**
 * Makes a service on Jetty aware of the VPC endpoint that each request came through.
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(PrivateLinkProperties.class)
public final class EndpointAutoConfiguration {

	/** Behind the request id and the observation, so that refusals have both. */
	private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

	private static final Logger LOG = LoggerFactory.getLogger(EndpointAutoConfiguration.class);

	/** Before any bean reads the settings. */
	@Bean
	static BeanFactoryPostProcessor privateLinkSettingsCheck(ConfigurableEnvironment environment) {
		return (beans) -> SettingsCheck.check(environment);
	}

	@Bean
	FilterRegistrationBean<EndpointFilter> endpointFilter(PrivateLinkProperties properties, ProblemWriter problems) {
		FilterRegistrationBean<EndpointFilter> registration = new FilterRegistrationBean<>(
				new EndpointFilter(properties.allowedEndpoints(), problems));
		registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
		registration.setOrder(FILTER_ORDER);
		return registration;
	}

	@Bean
	@ConditionalOnProperty(name = "privatelink.proxy-protocol", havingValue = "required")
	ServerCheck privateLinkServerCheck() {
		return new ServerCheck();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationFilter.class)
	static class MetricsConfiguration {

		@Bean
		EndpointMetricTag endpointMetricTag(PrivateLinkProperties properties) {
			return new EndpointMetricTag(properties.allowedEndpoints());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
	static class JettyConfiguration {

		/** Unordered, hence behind Boot's own customizer, which makes the access log. */
		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> privateLinkJettyCustomizer(
				PrivateLinkProperties properties, JettyServerProperties jetty) {
			return (factory) -> factory.addServerCustomizers((server) -> {
				EndpointAccessLog.extend(server, jetty.getAccesslog());
				finishUploads(server);
				if (properties.proxyProtocol() == PrivateLinkProperties.ProxyProtocol.REQUIRED) {
					requireProxyProtocol(server);
					warnOfNoList(properties);
				}
			});
		}

		/**
		 * Once a server stops, Jetty fails requests whose client pauses for a second: one
		 * in flight keeps the time that it had.
		 */
		private static void finishUploads(Server server) {
			for (Connector connector : server.getConnectors()) {
				if (connector instanceof AbstractConnector stopping) {
					stopping.setShutdownIdleTimeout(stopping.getIdleTimeout());
				}
			}
		}

		private static void requireProxyProtocol(Server server) {
			ProxyProtocolConnectionFactory.require(server);
			server.getContainedBeans(HttpConfiguration.class)
				.forEach((configuration) -> configuration.addCustomizer(new EndpointCustomizer()));
		}

		private static void warnOfNoList(PrivateLinkProperties properties) {
			if (properties.allowedEndpoints().isEmpty()) {
				LOG.warn("Any VPC endpoint may call this service: privatelink.allowed-endpoints is not set.");
			}
		}

	}

}
