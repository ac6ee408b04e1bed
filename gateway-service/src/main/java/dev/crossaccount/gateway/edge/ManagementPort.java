package dev.crossaccount.gateway.edge;

import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Lets health checks reach the management port with a PROXY header as well as without: a
 * Network Load Balancer that sends the header sends it, without addresses, in its health
 * checks too.
 * <p>
 * Named in {@code META-INF/spring}, for that port alone; a configuration class would be
 * found for the public port.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
@ConditionalOnProperty(name = "gateway.proxy-protocol", havingValue = "required")
class ManagementPort {

	@Bean
	static WebServerFactoryCustomizer<NettyReactiveWebServerFactory> managementPort() {
		return (factory) -> factory
			.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.AUTO));
	}

}
