package dev.crossaccount.gateway.edge;

import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.ProxyProtocol;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The public port. A customizer of the factory applies to that port alone, while a
 * {@code NettyServerCustomizer} or {@code NettyRouteProvider} bean would reach the
 * management port too.
 */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> publicPort(GatewayProperties properties,
			ProblemBody problemBody) {
		return (factory) -> {
			factory.addRouteProviders(new RequestGuard(problemBody));
			if (properties.proxyProtocol() == ProxyProtocol.REQUIRED) {
				// ON, not AUTO: that would believe whoever leaves the header out.
				factory.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
			}
		};
	}

}
