package dev.crossaccount.privatelink.proxyprotocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ProxyProtocolIT {

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

	private static final byte[] REQUEST = Wire.request("GET", "/seen");

	private final ConfigurableApplicationContext service = TestService.start("privatelink.proxy-protocol=required",
			"management.server.port=0", "management.endpoint.health.probes.enabled=true",
			"server.jetty.connection-idle-timeout=" + IDLE_TIMEOUT);

	private final int port = TestService.port(this.service);

	@BeforeAll
	void shouldServeAConnectionWithAHeader() {
		assertThat(exchange(ProxyBytes.through(ProxyBytes.ENDPOINT), REQUEST)).startsWith("HTTP/1.1 200 ");
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@Test
	void shouldGiveTheClientsAddress() {
		assertThat(exchange(ProxyBytes.withoutEndpoint(), REQUEST)).contains("remote=10.1.2.3 ");
	}

	@Test
	void shouldServeALocalHeaderAsTheBalancersOwn() {
		assertThat(exchange(ProxyBytes.header(0x20, 0x00), REQUEST)).contains("remote=127.0.0.1 ", "/null");
	}

	@Test
	void shouldAcceptAHeaderByteByByte() {
		byte[] header = ProxyBytes.withChecksum(0);
		try (Wire wire = Wire.to(this.port)) {
			for (byte octet : header) {
				wire.send(new byte[] { octet });
			}
			assertThat(wire.send(REQUEST).readAll()).contains("remote=10.1.2.3 ");
		}
	}

	@Test
	void shouldAcceptALongHeader() {
		byte[] padding = ProxyBytes.tlv(0x04, new byte[1009]);
		assertThat(exchange(ProxyBytes.header(0x21, 0x11, ProxyBytes.IPV4, padding), REQUEST)).contains(" 200 ");
	}

	@Test
	void shouldServeManyRequestsOnOneConnection() {
		byte[] keepAlive = "GET /seen HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		assertThat(exchange(ProxyBytes.through(ProxyBytes.ENDPOINT), keepAlive, keepAlive, REQUEST)
			.split("remote=10.1.2.3", -1)).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("dev.crossaccount.privatelink.proxyprotocol.MalformedHeaders#all")
	void shouldCloseWithoutAnAnswer(byte[] bytes) {
		assertThat(exchange(bytes, REQUEST)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 12, 15, 16, 20, 28, 40 })
	void shouldCloseAHeaderThatEndsTooSoon(int length) {
		try (Wire wire = Wire.to(this.port)) {
			byte[] cut = Arrays.copyOf(ProxyBytes.through(ProxyBytes.ENDPOINT), length);
			assertThat(wire.send(cut).endOutput().readAll()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 12, 16, 40 })
	void shouldCloseAConnectionThatWaitsTooLong(int length) {
		try (Wire wire = Wire.to(this.port)) {
			wire.send(Arrays.copyOf(ProxyBytes.through(ProxyBytes.ENDPOINT), length));
			assertThat(wire.readAll()).isEmpty();
		}
	}

	@Test
	void shouldCloseAConnectionThatTrickles() {
		byte[] header = ProxyBytes.through(ProxyBytes.ENDPOINT);
		int[] sent = new int[1];
		try (Wire wire = Wire.to(this.port)) {
			long start = System.nanoTime();
			// Each byte restarts the idle timeout; the whole header would take 7.5
			// seconds.
			Awaitility.await().pollInterval(Duration.ofMillis(150)).atMost(Duration.ofSeconds(7)).until(() -> {
				boolean closed = wire.isClosedByPeer();
				if (!closed) {
					wire.trySend(header[sent[0]++]);
				}
				return closed;
			});
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IDLE_TIMEOUT.multipliedBy(3));
		}
	}

	@Test
	void shouldTreatASecondHeaderAsBadHttp() {
		assertThat(exchange(ProxyBytes.through(ProxyBytes.ENDPOINT), ProxyBytes.through("vpce-0a"), REQUEST))
			.startsWith("HTTP/1.1 400 ")
			.doesNotContain("served");
	}

	@Test
	void shouldNotReadAHeaderBetweenRequests() {
		byte[] keepAlive = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		String responses = exchange(ProxyBytes.withoutEndpoint(), keepAlive, ProxyBytes.through("vpce-0a"), REQUEST);
		assertThat(responses).contains("served", "HTTP/1.1 400 ").doesNotContain("vpce-0a");
	}

	@Test
	void shouldNotTakeAnEndpointFromHttpHeaders() {
		byte[] request = Wire.request("GET", "/seen", "vpcEndpointId: vpce-0a", "Forwarded: for=1.1.1.1",
				"X-Forwarded-For: 1.1.1.1", "PROXY: TCP4 1.1.1.1 2.2.2.2 1 2");
		assertThat(exchange(ProxyBytes.withoutEndpoint(), request)).contains("remote=10.1.2.3 ", "/null");
	}

	@Test
	void shouldServeHealthChecksWithAndWithoutAHeader() {
		int management = TestService.managementPort(this.service);
		byte[] check = Wire.request("GET", "/actuator/health/readiness");
		for (byte[] start : new byte[][] { new byte[0], ProxyBytes.header(0x20, 0x00), ProxyBytes.withoutEndpoint() }) {
			try (Wire wire = Wire.to(management)) {
				assertThat(wire.send(start, check).readAll()).startsWith("HTTP/1.1 200 ").contains("\"UP\"");
			}
		}
	}

	@Test
	void shouldLogRefusalsOnceAMinute(CapturedOutput output) {
		ConfigurableApplicationContext other = TestService.start("privatelink.proxy-protocol=required");
		try (other) {
			for (int i = 0; i < 5; i++) {
				try (Wire wire = Wire.to(TestService.port(other))) {
					assertThat(wire.send(REQUEST).readAll()).isEmpty();
				}
			}
		}
		assertThat(output.getAll().split("Refused a connection from /127.0.0.1", -1)).hasSize(2);
		assertThat(output).contains("it does not start with a PROXY v2 header");
	}

	@Test
	void shouldNotReadHeadersWhenOff() {
		ConfigurableApplicationContext plain = TestService.start("privatelink.proxy-protocol=off");
		try (plain; Wire wire = Wire.to(TestService.port(plain))) {
			assertThat(Wire.get(TestService.port(plain), "/seen")).contains("remote=127.0.0.1 ");
			assertThat(wire.send(ProxyBytes.through(ProxyBytes.ENDPOINT), REQUEST).readAll())
				.startsWith("HTTP/1.1 400 ");
		}
	}

	private String exchange(byte[]... parts) {
		try (Wire wire = Wire.to(this.port)) {
			return wire.send(ProxyBytes.join(parts)).readAll();
		}
	}

}
