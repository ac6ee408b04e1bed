package dev.crossaccount.privatelink.endpoint;

import org.eclipse.jetty.server.Server;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

import dev.crossaccount.privatelink.proxyprotocol.ProxyProtocolConnectionFactory;

/**
 * Lets health checks reach the management port with a PROXY header as well as without.
 * <p>
 * A Network Load Balancer sends the header (without addresses) in its health checks too
 * once proxy_protocol_v2.enabled is set; a person or an orchestrator does not.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
@ConditionalOnProperty(name = "privatelink.proxy-protocol", havingValue = "required")
class ManagementConfiguration {

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> privateLinkManagementCustomizer() {
		return (factory) -> factory.addServerCustomizers(ProxyProtocolConnectionFactory::tolerate);
	}

}
