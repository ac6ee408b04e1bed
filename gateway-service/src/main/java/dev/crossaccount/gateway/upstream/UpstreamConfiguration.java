package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.net.ssl.SSLException;

import dev.crossaccount.gateway.headers.ProviderRequestHeaders;
import dev.crossaccount.gateway.headers.ProviderResponseHeaders;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.settings.ConnectionProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.ProviderProperties;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolverGroup;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

/** The client side: connections, names and time limits. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

	/** An endpoint is a DNS name, and some servers answer with a TTL of ten minutes. */
	private static final Duration MAX_DNS_TTL = Duration.ofSeconds(15);

	private static final Duration MAX_NEGATIVE_DNS_TTL = Duration.ofSeconds(1);

	private static final Duration DNS_QUERY_TIMEOUT = Duration.ofSeconds(1);

	private final GatewayProperties properties;

	private final HttpClient ownRequests = HttpClient.newConnection()
		.disableRetry(true)
		.doOnRequest((request, connection) -> removeOwnUserAgent(request))
		.resolver((names) -> names.cacheMaxTimeToLive(MAX_DNS_TTL)
			.cacheNegativeTimeToLive(MAX_NEGATIVE_DNS_TTL)
			.queryTimeout(DNS_QUERY_TIMEOUT)
			// An endpoint has an address per zone.
			.roundRobinSelection(true));

	private final Map<String, UpstreamPool> pools = new LinkedHashMap<>();

	private final Map<String, ProviderProxy> proxies = new HashMap<>();

	UpstreamConfiguration(GatewayProperties properties, Providers providers, ResilienceConfiguration configuration)
			throws SSLException {
		check(properties.connections());
		this.properties = properties;
		AddressResolverGroup<?> names = Objects.requireNonNull(this.ownRequests.configuration().resolver());
		for (Provider provider : providers.all()) {
			boolean secured = provider.uri().getScheme().equals("https");
			UpstreamPool pool = new UpstreamPool(properties.connections(),
					new UpstreamConnector(provider, names, secured ? SslContextBuilder.forClient().build() : null));
			this.pools.put(provider.name(), pool);
			this.proxies.put(provider.name(), proxy(provider, pool, configuration));
		}
	}

	private ProviderProxy proxy(Provider provider, UpstreamPool pool, ResilienceConfiguration configuration) {
		ProviderProperties block = Objects.requireNonNull(this.properties.providers().get(provider.name()));
		return new ProviderProxy(provider, pool,
				Objects.requireNonNull(configuration.resilience().get(provider.name())),
				new ProviderRequestHeaders(provider.uri().getAuthority(), block.forwardCredentials()),
				new ProviderResponseHeaders(provider.uri()));
	}

	/**
	 * For the gateway's own requests, and Cloud Gateway's: its own would bring a pool.
	 */
	@Bean
	HttpClient ownRequests() {
		return this.ownRequests;
	}

	@Bean
	PoolMeters poolMeters() {
		return new PoolMeters(this.pools, this.properties.connections().maxPerProvider());
	}

	@Bean
	CloudGatewayParts cloudGatewayParts(RouteLocator routes, ObjectProvider<GlobalFilter> globalFilters,
			ObjectProvider<WebFilter> webFilters) {
		return new CloudGatewayParts(routes, globalFilters, webFilters);
	}

	@Bean
	ProviderStep providerStep(Providers providers, CloudGatewayParts parts) {
		return new ProviderStep(providers, this.proxies, parts);
	}

	@Bean
	ProviderRouteFilter providerRouteFilter() {
		return new ProviderRouteFilter(this.proxies);
	}

	@Bean
	ProviderAnswerFilter providerAnswerFilter() {
		return new ProviderAnswerFilter(this.proxies);
	}

	@Bean
	ProviderProbe providerProbe() {
		Map<String, String> addresses = new HashMap<>();
		this.properties.providers().forEach((name, provider) -> addresses.put(name, String.valueOf(provider.uri())));
		return new ProviderProbe(this.ownRequests, addresses);
	}

	@Bean
	ProviderDocuments providerDocuments() {
		return new ProviderDocuments(this.ownRequests);
	}

	/** A request without User-Agent stays so: Reactor Netty names itself otherwise. */
	private static void removeOwnUserAgent(HttpClientRequest request) {
		if (HttpClient.USER_AGENT.equals(request.requestHeaders().get(HttpHeaderNames.USER_AGENT))) {
			request.requestHeaders().remove(HttpHeaderNames.USER_AGENT);
		}
	}

	private static void check(ConnectionProperties pool) {
		List<InvalidSetting> invalid = new ArrayList<>();
		checkPositive("max-per-provider", pool.maxPerProvider(), "", invalid);
		checkPositive("max-waiting", pool.maxWaiting(), "", invalid);
		checkPositive("max-wait", pool.maxWait().toMillis(), "ms", invalid);
		InvalidSettingsException.throwIfAny(invalid);
	}

	private static void checkPositive(String key, long value, String unit, List<InvalidSetting> invalid) {
		if (value < 1) {
			invalid.add(InvalidSetting.outOfRange("gateway.connections." + key, value + unit,
					"1" + unit + " or more, or leave the key out"));
		}
	}

}
