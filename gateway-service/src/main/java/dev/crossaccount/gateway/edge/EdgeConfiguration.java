package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.LimitProperties;
import dev.crossaccount.gateway.settings.ProxyProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.ProxyProtocolSupportType;

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
			ProblemBody problemBody) {
		check(properties.limits());
		return (factory) -> {
			factory.addServerCustomizers((server) -> strict(server, properties.limits(), problemBody));
			if (properties.proxyProtocol() == ProxyProtocol.REQUIRED) {
				// ON, not AUTO: that would believe whoever leaves the header out.
				factory.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
			}
		};
	}

	private static HttpServer strict(HttpServer server, LimitProperties limits, ProblemBody problemBody) {
		return server.doOnChannelInit(
				(observer, channel, address) -> new EdgePipeline(server.configuration().decoder(), limits, problemBody)
					.apply(channel.pipeline()));
	}

	private static void check(LimitProperties limits) {
		List<InvalidSetting> invalid = new ArrayList<>();
		check("header-timeout", limits.headerTimeout(), MAX_HEADER_TIMEOUT, invalid);
		check("body-timeout", limits.bodyTimeout(), MAX_BODY_TIMEOUT, invalid);
		if (!invalid.isEmpty()) {
			throw new InvalidSettingsException(invalid);
		}
	}

	private static void check(String key, Duration timeout, Duration max, List<InvalidSetting> invalid) {
		if (timeout.toMillis() <= 0 || timeout.compareTo(max) > 0) {
			invalid.add(new InvalidSetting("gateway.limits." + key, "is out of range: " + timeout.toMillis() + "ms",
					"Choose a duration above 0 and up to " + max.toSeconds() + "s."));
		}
	}

}
