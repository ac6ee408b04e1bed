package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.crossaccount.gateway.direct.DirectWay;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.LimitProperties;
import dev.crossaccount.gateway.settings.ProxyProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The public port. A customizer of the factory applies to that port alone, while a
 * {@code NettyServerCustomizer} bean would reach the management port too.
 */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

	private static final Duration MAX_HEADER_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration MAX_BODY_TIMEOUT = Duration.ofSeconds(300);

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> publicPort(GatewayProperties properties,
			ProblemBody problemBody, List<RequestObserver> observers, ObjectProvider<DirectWay> direct) {
		check(properties.limits());
		return (factory) -> {
			factory.addServerCustomizers((server) -> strict(server, properties, problemBody, observers, direct));
			if (properties.proxyProtocol() == ProxyProtocol.REQUIRED) {
				// ON, not AUTO: that would believe whoever leaves the header out.
				factory.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
			}
		};
	}

	/** The way is asked for when there are connections: it needs much of the program. */
	private static HttpServer strict(HttpServer server, GatewayProperties properties, ProblemBody problemBody,
			List<RequestObserver> observers, ObjectProvider<DirectWay> direct) {
		return server.doOnChannelInit((observer, channel, address) -> new EdgePipeline(server.configuration(),
				properties, problemBody, observers, direct.getObject())
			.apply(channel));
	}

	private static void check(LimitProperties limits) {
		List<InvalidSetting> invalid = Stream
			.of(InvalidSetting.ofTimeout("gateway.limits.header-timeout", limits.headerTimeout(), MAX_HEADER_TIMEOUT),
					InvalidSetting.ofTimeout("gateway.limits.body-timeout", limits.bodyTimeout(), MAX_BODY_TIMEOUT))
			.flatMap(Optional::stream)
			.toList();
		InvalidSettingsException.throwIfAny(invalid);
	}

}
