package dev.crossaccount.privatelink.lifecycle;

import java.util.EnumSet;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

import dev.crossaccount.privatelink.endpoint.EndpointAutoConfiguration;
import dev.crossaccount.privatelink.endpoint.PrivateLinkProperties;

/**
 * Lets a service leave without a request being lost.
 */
@AutoConfiguration(after = EndpointAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class LifecycleAutoConfiguration {

	@Bean
	DrainLifecycle drainLifecycle(PrivateLinkProperties properties) {
		return new DrainLifecycle(properties.drainDelay());
	}

	@Bean
	FilterRegistrationBean<DrainFilter> drainFilter(DrainLifecycle lifecycle) {
		FilterRegistrationBean<DrainFilter> registration = new FilterRegistrationBean<>(new DrainFilter(lifecycle));
		registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
		// Before any filter that answers.
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
