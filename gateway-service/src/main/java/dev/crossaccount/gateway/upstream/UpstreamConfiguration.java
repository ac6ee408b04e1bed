package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.settings.ConnectionProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client side: connections, names and time limits. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

	/**
	 * Below the 30 s after which Jetty closes, so that no request meets a closing
	 * connection.
	 */
	private static final Duration MAX_IDLE = Duration.ofSeconds(20);

	/**
	 * With the DNS limit below a minute in all: after that, no request goes to an old
	 * address.
	 */
	private static final Duration MAX_LIFE = Duration.ofSeconds(40);

	/** An endpoint is a DNS name, and some servers answer with a TTL of ten minutes. */
	private static final Duration MAX_DNS_TTL = Duration.ofSeconds(15);

	private static final Duration MAX_NEGATIVE_DNS_TTL = Duration.ofSeconds(1);

	private static final Duration DNS_QUERY_TIMEOUT = Duration.ofSeconds(1);

	private static final int MAX_RESPONSE_HEADER_BYTES = 32 * 1024;

	private final ConnectionProperties pool;

	private final PoolMeters meters;

	/** All others use the names that it knows. */
	private final HttpClient clientWithoutPool = careful(HttpClient.newConnection())
		.resolver((names) -> names.cacheMaxTimeToLive(MAX_DNS_TTL)
			.cacheNegativeTimeToLive(MAX_NEGATIVE_DNS_TTL)
			.queryTimeout(DNS_QUERY_TIMEOUT)
			// An endpoint has an address per zone.
			.roundRobinSelection(true));

	UpstreamConfiguration(GatewayProperties properties) {
		this.pool = properties.connections();
		check(this.pool);
		this.meters = new PoolMeters(properties.providers().keySet(), this.pool.maxPerProvider());
	}

	/** A pool of its own for each provider, so that it can be told whose it is. */
	ConnectionProvider connections(String provider) {
		return ConnectionProvider.builder(provider)
			.maxConnections(this.pool.maxPerProvider())
			.pendingAcquireMaxCount(this.pool.maxWaiting())
			.pendingAcquireTimeout(this.pool.maxWait())
			.maxIdleTime(MAX_IDLE)
			.maxLifeTime(MAX_LIFE)
			// Spread, or connections opened together would all be reopened together.
			.maxLifeTimeVariance(20)
			// What a burst opened may idle away.
			.lifo()
			.evictInBackground(Duration.ofSeconds(5))
			.metrics(true, () -> this.meters)
			.build();
	}

	HttpClient client(Provider provider) {
		return careful(HttpClient.create(connections(provider.name())))
			.resolver(Objects.requireNonNull(this.clientWithoutPool.configuration().resolver()))
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(provider.connectTimeout().toMillis()))
			.responseTimeout(provider.responseTimeout());
	}

	private static HttpClient careful(HttpClient client) {
		return client.httpResponseDecoder((limits) -> limits.maxHeaderSize(MAX_RESPONSE_HEADER_BYTES))
			// It can't tell a POST that was executed from one that was not.
			.disableRetry(true)
			.option(ChannelOption.AUTO_CLOSE, false)
			.doOnChannelInit((observer, channel, address) -> {
				InformationalAnswers.dropFrom(channel);
				EarlyAnswers.awaitOn(channel);
			})
			.doOnRequest((request, connection) -> removeOwnUserAgent(request));
	}

	/** For the gateway's own requests; and Cloud Gateway's would bring a pool for all. */
	@Bean
	HttpClient clientWithoutPool() {
		return this.clientWithoutPool;
	}

	@Bean
	PoolMeters poolMeters() {
		return this.meters;
	}

	@Bean
	ProviderRoutingFilter providerRoutingFilter(HttpClient clientWithoutPool,
			ObjectProvider<List<HttpHeadersFilter>> headersFilters, ResilienceConfiguration configuration) {
		return new ProviderRoutingFilter(clientWithoutPool, this::client, headersFilters, new HttpClientProperties(),
				configuration.resilience());
	}

	@Bean
	ProviderProbe providerProbe(HttpClient clientWithoutPool, GatewayProperties properties) {
		Map<String, String> addresses = new HashMap<>();
		properties.providers().forEach((name, provider) -> addresses.put(name, String.valueOf(provider.uri())));
		return new ProviderProbe(clientWithoutPool, addresses);
	}

	@Bean
	ProviderDocuments providerDocuments(HttpClient clientWithoutPool) {
		return new ProviderDocuments(clientWithoutPool);
	}

	@Bean
	NettyWriteResponseFilter writeResponseFilter(ObjectProvider<List<HttpHeadersFilter>> headersFilters) {
		return new ProviderResponseFilter(headersFilters);
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
