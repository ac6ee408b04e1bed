package dev.crossaccount.gateway.direct;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class DirectSettingsTest {

	private static final HttpServer SERVER = HttpServer.create();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final MockEnvironment environment = new MockEnvironment()
		.withProperty("management.observations.enable.http", "false");

	@Test
	void shouldPermitAPlainServer() {
		assertThat(settings().permit(SERVER.configuration())).isTrue();
	}

	@ParameterizedTest
	@MethodSource
	void shouldLeaveWhatReactorNettyDoes(UnaryOperator<HttpServer> told) {
		assertThat(settings().permit(told.apply(SERVER).configuration())).isFalse();
	}

	static Stream<Arguments> shouldLeaveWhatReactorNettyDoes() {
		return Stream.of(server("TLS", (server) -> server.secure((spec) -> spec.sslContext(tls()))),
				server("compression", (server) -> server.compress(true)),
				server("compression from a size on", (server) -> server.compress(100)),
				server("forwarded headers", (server) -> server.forwarded(true)),
				server("requests per connection", (server) -> server.maxKeepAliveRequests(2)),
				server("read timeout", (server) -> server.readTimeout(Duration.ofSeconds(1))),
				server("request timeout", (server) -> server.requestTimeout(Duration.ofSeconds(1))));
	}

	@Test
	void shouldLeaveABasePathToWebFlux() {
		this.environment.setProperty("spring.webflux.base-path", "/api");
		assertThat(settings().permit(SERVER.configuration())).isFalse();
	}

	@Test
	void shouldLeaveObservationsToWebFlux() {
		this.environment.setProperty("management.observations.enable.http", "true");
		assertThat(settings().permit(SERVER.configuration())).isFalse();
	}

	@Test
	void shouldLeaveForwardedHeadersToWebFlux() {
		this.beans.addBean("forwardedHeaderTransformer", new ForwardedHeaderTransformer());
		assertThat(settings().permit(SERVER.configuration())).isFalse();
	}

	@Test
	void shouldWaitForRequestsUnlessToldOtherwise() {
		assertThat(settings().isGraceful()).isTrue();
	}

	@Test
	void shouldNotWaitIfTheShutdownIsImmediate() {
		this.environment.setProperty("server.shutdown", "immediate");
		assertThat(settings().isGraceful()).isFalse();
	}

	private DirectSettings settings() {
		this.environment.setConversionService(new ApplicationConversionService());
		return new DirectSettings(this.environment, this.beans.getBeanProvider(ForwardedHeaderTransformer.class));
	}

	private static Arguments server(String name, UnaryOperator<HttpServer> told) {
		return argumentSet(name, told);
	}

	private static SslContext tls() {
		try {
			return SslContextBuilder.forClient().build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
