package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.crossaccount.gateway.settings.ConnectionProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.LimitProperties;
import dev.crossaccount.gateway.settings.ProxyProtocol;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamConfigurationTest {

	private final UpstreamConfiguration configuration = new UpstreamConfiguration();

	private final ConnectionProvider connections = this.configuration.upstreamConnections(new GatewayProperties(
			Map.of(), ProxyProtocol.OFF, Duration.ZERO, new ConnectionProperties(500, 1000, Duration.ofSeconds(1)),
			new LimitProperties(Duration.ofSeconds(10), Duration.ofSeconds(30))));

	private final HttpClient client = this.configuration.upstreamClient(this.connections);

	@Test
	void shouldSizeThePoolExplicitly() {
		assertThat(this.connections.maxConnections()).isEqualTo(500);
	}

	@Test
	void shouldFollowDnsWithinAMinute() {
		var names = Objects.requireNonNull(this.client.configuration().getNameResolverProvider());
		assertThat(names.cacheMaxTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(60));
		assertThat(names.cacheNegativeTimeToLive()).isLessThanOrEqualTo(Duration.ofSeconds(5));
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
