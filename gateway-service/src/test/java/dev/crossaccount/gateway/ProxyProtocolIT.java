package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The address of the client when a load balancer names it. */
class ProxyProtocolIT {

	private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

	/** 203.0.113.7:51234 to 10.0.0.1:80. */
	private static final String IPV4 = SIGNATURE + "2111000c" + "cb007107" + "0a000001" + "c8220050";

	/** [2001:db8::7]:51234 to [2001:db8::1]:80. */
	private static final String IPV6 = SIGNATURE + "21210024" + "20010db8000000000000000000000007"
			+ "20010db8000000000000000000000001" + "c8220050";

	/** As IPv4, with the TLV 0xEA of a VPC endpoint. */
	private static final String WITH_ENDPOINT = SIGNATURE + "21110015" + "cb007107" + "0a000001" + "c8220050" + "ea0006"
			+ "01" + "7670636531";

	/** By the load balancer for itself: no address. */
	private static final String LOCAL = SIGNATURE + "20000000";

	private static StubProvider dogs;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		dogs = new StubProvider();
		gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(), "gateway.proxy-protocol=required");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		dogs.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { IPV4, WITH_ENDPOINT })
	void shouldTakeTheIpv4ClientFromTheHeader(String header) throws IOException {
		assertThat(get(header).status()).isEqualTo(200);
		assertThat(dogs.lastRequest().header("Forwarded"))
			.isEqualTo("for=203.0.113.7;host=\"api.example.com\";proto=http");
		assertThat(dogs.lastRequest().header("X-Forwarded-For")).isEqualTo("203.0.113.7");
	}

	@Test
	void shouldTakeTheIpv6ClientFromTheHeader() throws IOException {
		assertThat(get(IPV6).status()).isEqualTo(200);
		assertThat(dogs.lastRequest().header("Forwarded"))
			.isEqualTo("for=\"[2001:db8::7]\";host=\"api.example.com\";proto=http");
		assertThat(dogs.lastRequest().header("X-Forwarded-For")).isEqualTo("2001:db8::7");
	}

	@Test
	void shouldTakeTheClientFromATextHeader() throws IOException {
		assertThat(get(text("PROXY TCP4 203.0.113.7 10.0.0.1 51234 80\r\n")).status()).isEqualTo(200);
		assertThat(dogs.lastRequest().header("X-Forwarded-For")).isEqualTo("203.0.113.7");
	}

	@Test
	void shouldTakeALocalConnectionForTheLoadBalancersOwn() throws IOException {
		assertThat(get(LOCAL).status()).isEqualTo(200);
		assertThat(dogs.lastRequest().header("X-Forwarded-For")).isEqualTo("127.0.0.1");
	}

	@Test
	void shouldKeepTheClientForAllRequestsOfAConnection() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(bytes(IPV4)).write(RawClient.head("GET /dogs")).read();
			client.write(RawClient.head("GET /dogs", "X-Forwarded-For: 6.6.6.6")).read();
			assertThat(dogs.lastRequest().header("X-Forwarded-For")).isEqualTo("203.0.113.7");
		}
	}

	@Test
	void shouldRefuseAConnectionWithoutHeader() throws IOException {
		int before = dogs.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /dogs"));
			assertThat(client.isClosedByPeer()).isTrue();
		}
		assertThat(dogs.requests()).hasSize(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { SIGNATURE + "31110000", SIGNATURE + "2f11000c" + "cb0071070a000001c8220050",
			SIGNATURE + "21110004cb007107", SIGNATURE + "2111ffff", "50524f5859204a554e4b0d0a" })
	void shouldCloseTheConnectionOnAMalformedHeader(String header) throws IOException {
		int before = dogs.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(bytes(header));
			// Whatever a header claims as its length is not waited for without end.
			client.write(RawClient.head("GET /dogs", "X-Padding: " + "x".repeat(5000)));
			client.shutdownOutput();
			assertThat(client.isClosedByPeer()).isTrue();
		}
		assertThat(dogs.requests()).hasSize(before);
	}

	@Test
	void shouldNotAcceptASecondHeader() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(bytes(IPV4)).write(bytes(IPV6)).write(RawClient.head("GET /dogs"));
			assertThat(client.read().status()).isEqualTo(400);
		}
	}

	/** CRC32C and padding, as a Network Load Balancer's health check has them. */
	@Test
	void shouldAnswerTheLoadBalancersHealthCheck() throws IOException {
		String tlvs = "030004" + "a1b2c3d4" + "04004a" + "00".repeat(74);
		try (RawClient client = new RawClient(gateway.managementPort())) {
			client.write(bytes(SIGNATURE + "20110054" + tlvs));
			assertThat(client.write(RawClient.head("GET /actuator/health/readiness")).read().status()).isEqualTo(200);
		}
	}

	@Test
	void shouldServeManagementWithoutHeader() throws IOException {
		assertThat(RawClient.send(gateway.managementPort(), "GET /actuator/health/readiness").status()).isEqualTo(200);
	}

	private static HttpMessage get(String header) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			return client.write(bytes(header)).write(RawClient.head("GET /dogs", "Connection: close")).read();
		}
	}

	private static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex);
	}

	private static String text(String header) {
		return HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII));
	}

}
