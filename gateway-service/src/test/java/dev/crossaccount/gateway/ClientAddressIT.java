package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind something that names the client in a header, as an HTTP API with a VPC link
 * does.
 */
class ClientAddressIT {

	@TempDir
	private static Path folder;

	private static StubProvider provider;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		provider = new StubProvider();
		gateway = RunningGateway.withEnvironment(
				Map.of("CONSUMERS_FILE",
						new PlansFile(folder).plan("anonymous", "{rate: 1/h, burst: 2}")
							.plan("default", "{rate: 1/h}")
							.write()),
				"gateway.client-address=x-real-ip", "gateway.providers.dogs.uri=" + provider.uri(),
				"gateway.providers.todo.uri=" + provider.uri());
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		provider.close();
	}

	@Test
	void shouldCountCallersApartWhoseConnectionsComeFromOnePlace() throws IOException {
		assertThat(get("198.51.100.1").status()).isEqualTo(200);
		assertThat(get("198.51.100.1").status()).isEqualTo(200);
		assertThat(get("198.51.100.1").status()).isEqualTo(429);
		assertThat(get("198.51.100.2").status()).isEqualTo(200);
	}

	@Test
	void shouldCountThemApartThatSendABody() throws IOException {
		assertThat(post("198.51.100.3").status()).isEqualTo(200);
		assertThat(post("198.51.100.3").status()).isEqualTo(200);
		assertThat(post("198.51.100.3").status()).isEqualTo(429);
		assertThat(post("198.51.100.4").status()).isEqualTo(200);
	}

	@Test
	void shouldTellProvidersWhoCalls() throws IOException {
		get("198.51.100.5");
		assertThat(provider.lastRequest().header("X-Forwarded-For")).isEqualTo("198.51.100.5");
		assertThat(provider.lastRequest().all("X-Real-IP")).isEmpty();
	}

	private static HttpMessage get(String address) throws IOException {
		return RawClient.send(gateway.port(), "GET /dogs", "X-Real-IP: " + address);
	}

	private static HttpMessage post(String address) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "X-Real-IP: " + address, "Content-Length: 6",
					"Content-Type: application/x-www-form-urlencoded") + "data=x");
			return client.read();
		}
	}

}
