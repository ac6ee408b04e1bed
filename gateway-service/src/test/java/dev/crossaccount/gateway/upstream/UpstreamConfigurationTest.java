package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import javax.net.ssl.SSLException;

import dev.crossaccount.gateway.provider.Providers;
import dev.crossaccount.gateway.settings.GatewayProperties;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClientConfig;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamConfigurationTest {

	@Test
	void shouldFollowDnsWithinAMinute() throws SSLException {
		GatewayProperties properties = new Binder(new MapConfigurationPropertySource(
				Map.of("gateway.providers.cats.uri", "http://localhost", "gateway.providers.cats.paths", "/cats")))
			.bindOrCreate("gateway", GatewayProperties.class);
		HttpClientConfig own = new UpstreamConfiguration(properties, Providers.of(properties.providers()),
				new ResilienceConfiguration(properties))
			.ownRequests()
			.configuration();
		var names = Objects.requireNonNull(own.getNameResolverProvider());
		assertThat(names.cacheMaxTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(60));
		assertThat(names.cacheNegativeTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void shouldLoadEpollOnBothArchitecturesAndNeverIoUring() {
		ClassLoader loader = getClass().getClassLoader();
		assertThat(loader.getResource("META-INF/native/libnetty_transport_native_epoll_x86_64.so")).isNotNull();
		assertThat(loader.getResource("META-INF/native/libnetty_transport_native_epoll_aarch_64.so")).isNotNull();
		assertThat(loader.getResource("io/netty/channel/uring/IoUring.class")).isNull();
	}

}
