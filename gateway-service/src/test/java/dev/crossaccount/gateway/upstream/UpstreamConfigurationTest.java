package dev.crossaccount.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.settings.GatewayProperties;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamConfigurationTest {

	private final UpstreamConfiguration configuration = new UpstreamConfiguration(
			new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("gateway", GatewayProperties.class));

	private final ConnectionProvider connections = this.configuration.connections("cats");

	private final HttpClient client = this.configuration.client(new Provider("cats", URI.create("http://localhost"),
			List.of("/cats"), Set.of(HttpMethod.GET), Duration.ofSeconds(1), Duration.ofSeconds(5)));

	@Test
	void shouldSizeThePoolExplicitly() {
		assertThat(this.connections.maxConnections()).isEqualTo(500);
	}

	@Test
	void shouldFollowDnsWithinAMinute() {
		HttpClientConfig own = this.configuration.clientWithoutPool().configuration();
		var names = Objects.requireNonNull(own.getNameResolverProvider());
		assertThat(names.cacheMaxTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(60));
		assertThat(names.cacheNegativeTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(5));
		assertThat(this.client.configuration().resolver()).isNotNull().isSameAs(own.resolver());
	}

	@Test
	void shouldLeaveRetriesToThoseWhoKnowTheRequest() {
		assertThat(this.client.configuration().isRetryDisabled()).isTrue();
	}

	@Test
	void shouldLoadEpollOnBothArchitecturesAndNeverIoUring() {
		ClassLoader loader = getClass().getClassLoader();
		assertThat(loader.getResource("META-INF/native/libnetty_transport_native_epoll_x86_64.so")).isNotNull();
		assertThat(loader.getResource("META-INF/native/libnetty_transport_native_epoll_aarch_64.so")).isNotNull();
		assertThat(loader.getResource("io/netty/channel/uring/IoUring.class")).isNull();
	}

}
