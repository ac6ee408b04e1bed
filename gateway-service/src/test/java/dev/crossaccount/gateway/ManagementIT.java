package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the management port serves, and that it serves nothing else. */
class ManagementIT {

	private static StubProvider dogs;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		dogs = new StubProvider();
		int managementPort;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			managementPort = socket.getLocalPort();
		}
		// A port of 0 would hide which port the routes are kept off.
		Map<String, Object> plans = Map.of("CONSUMERS_FILE",
				new PlansFile(folder).plan("anonymous", "{rate: 1/h}").write());
		gateway = RunningGateway.withEnvironment(plans, "gateway.providers.dogs.uri=" + dogs.uri(),
				"gateway.access.reads=authenticated", "management.server.port=" + managementPort);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		dogs.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/info" })
	void shouldServeHealthAndInfo(String path) throws IOException {
		assertThat(management(path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/gateway/routes", "/actuator/env", "/actuator/heapdump", "/actuator/metrics",
			"/actuator/refresh", "/dogs" })
	void shouldServeNothingElse(String path) throws IOException {
		int before = dogs.requests().size();
		assertThat(management(path).status()).isEqualTo(404);
		assertThat(dogs.requests()).hasSize(before);
	}

	@Test
	void shouldNeitherCountNorRefuseHealthChecks() throws IOException {
		for (int i = 0; i < 10; i++) {
			HttpMessage response = RawClient.send(gateway.managementPort(), "GET /actuator/health/readiness",
					"X-Api-Key: no key");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.all("RateLimit")).isEmpty();
		}
	}

	@Test
	void shouldSayWhatWasBuilt() throws IOException {
		assertThat(management("/actuator/info").text()).contains("gateway-service");
	}

	@Test
	void shouldStayReadyWhenAProviderIsDown() throws IOException {
		// Or one provider's outage would take the whole API down.
		assertThat(management("/actuator/health/readiness").text()).isEqualTo("{\"status\":\"UP\"}");
	}

	private static HttpMessage management(String path) throws IOException {
		return RawClient.send(gateway.managementPort(), "GET " + path);
	}

}
