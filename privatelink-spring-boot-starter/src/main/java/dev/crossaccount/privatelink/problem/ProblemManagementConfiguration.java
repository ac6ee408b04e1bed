package dev.crossaccount.privatelink.problem;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import dev.crossaccount.privatelink.requestid.RequestIdAutoConfiguration;

/**
 * Gives a management port of its own, which is a server of its own, the same errors.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@Import({ RequestIdAutoConfiguration.class, ProblemAutoConfiguration.JettyConfiguration.class })
class ProblemManagementConfiguration {

	@Bean
	TraceFilter traceFilter() {
		return new TraceFilter();
	}

}
