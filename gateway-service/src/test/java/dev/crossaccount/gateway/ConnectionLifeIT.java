package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;

import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.Tag;
import reactor.netty.http.client.HttpClient;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When connections to a provider are let go. The times are the ones that the gateway
 * ships with, so the tests wait side by side.
 */
@Tag("any-jdk")
class ConnectionLifeIT {

	private static StubProvider idle;

	private static StubProvider busy;

	private static StubProvider moving;

	private static StubDns dns;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		idle = new StubProvider();
		busy = new StubProvider();
		moving = new StubProvider().answering(closing("old"));
		dns = new StubDns(InetAddress.getLoopbackAddress());
		gateway = RunningGateway.with("gateway.connections.max-per-provider=1", "gateway.providers.idle.paths=/idle",
				"gateway.providers.idle.uri=" + idle.uri(), "gateway.providers.busy.paths=/busy",
				"gateway.providers.busy.uri=" + busy.uri(), "gateway.providers.moving.paths=/moving",
				"gateway.providers.moving.uri=http://vpce-moving.test:" + moving.port());
		resolveBy(dns);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		dns.close();
		moving.close();
		busy.close();
		idle.close();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void shouldCloseAnIdleConnectionThoughNoRequestComes() throws IOException {
		assertThat(get("/idle")).isEqualTo("ok");
		assertThat(idle.openConnections()).isEqualTo(1);
		await().between(Duration.ofSeconds(19), Duration.ofSeconds(30)).until(() -> idle.openConnections() == 0);
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void shouldNotUseAnOldConnectionHoweverBusyItIs() throws IOException {
		// One client: if it left at the last byte, its provider's connection might go
		// too.
		try (RawClient client = new RawClient(gateway.port())) {
			await().pollInterval(Duration.ofMillis(200))
				.between(Duration.ofSeconds(30), Duration.ofSeconds(45))
				.until(() -> client.write(RawClient.head("GET /busy")).read().status() == 200
						&& busy.connections() == 2);
			await().until(() -> busy.openConnections() == 1);
		}
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux has a second address on its loopback interface")
	void shouldFollowANameToItsNewAddressThoughTheOldOneStillAnswers() throws IOException {
		InetAddress address = InetAddress.getByName("127.0.0.2");
		try (StubProvider moved = new StubProvider(address, moving.port()).answering(closing("new"))) {
			assertThat(get("/moving")).isEqualTo("old");
			dns.moveTo(address);
			assertThat(get("/moving")).as("from the cache").isEqualTo("old");
			await().atMost(Duration.ofSeconds(20)).until(() -> get("/moving").equals("new"));
			assertThat(moved.connections()).isEqualTo(1);
		}
	}

	/** Netty asks the machine's name servers, and the gateway has no setting for them. */
	private static void resolveBy(StubDns dns) {
		Object names = Objects.requireNonNull(gateway.bean(HttpClient.class).configuration().resolver());
		Object builder = Objects.requireNonNull(ReflectionTestUtils.getField(names, "dnsResolverBuilder"));
		((DnsNameResolverBuilder) builder)
			.nameServerProvider(new SingletonDnsServerAddressStreamProvider(dns.server()));
	}

	/** Each request takes a connection of its own, so that only the name's age counts. */
	private static StubProvider.Answer closing(String text) {
		return StubProvider
			.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
	}

	private static String get(String path) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path).text();
	}

}
