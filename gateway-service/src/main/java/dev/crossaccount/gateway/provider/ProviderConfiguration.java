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
	RouteLocator providerRoutes(Providers providers) {
		List<Route> routes = providers.all().stream().map(this::route).toList();
		return () -> Flux.fromIterable(routes);
	}

	private Route route(Provider provider) {
		LOG.info("Provider {} at {}: {} {}", provider.name(), provider.uri(), provider.methods(), provider.paths());
		return Route.async()
			.id(provider.name())
			.uri(provider.uri())
			.asyncPredicate((exchange) -> Mono.just(Provider.of(exchange) == provider))
			.build();
	}

}
