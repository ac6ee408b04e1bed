package dev.crossaccount.gateway.provider;

import java.util.List;

import dev.crossaccount.gateway.settings.GatewayProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns the declared providers into routes. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(ProviderConfiguration.class);

	@Bean
	Providers providers(GatewayProperties properties) {
		return Providers.of(properties.providers());
	}

	@Bean
	RouteLocator providerRoutes(Providers providers, GatewayProperties properties) {
		properties.providers()
			.forEach((name, block) -> LOG.info("Provider {} at {}: {}", name, block.uri(), ProviderSummary.of(block)));
		List<Route> routes = providers.all().stream().map(this::route).toList();
		return () -> Flux.fromIterable(routes);
	}

	private Route route(Provider provider) {
		return Route.async()
			.id(provider.name())
			.uri(provider.uri())
			.metadata(Provider.ATTRIBUTE, provider.name())
			.asyncPredicate((exchange) -> Mono.just(Provider.of(exchange) == provider))
			.build();
	}

}
