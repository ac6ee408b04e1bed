package dev.crossaccount.privatelink.json;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

class WholeJsonIT {

	@Test
	void shouldSayHowLongJsonIs() {
		try (ConfigurableApplicationContext service = TestService.start()) {
			int port = TestService.port(service);
			assertThat(Wire.get(port, "/number?value=4711")).startsWith("HTTP/1.1 200 ")
				.contains("Content-Type: application/json", "Content-Length: 4")
				.doesNotContain("Transfer-Encoding")
				.endsWith("4711");
			assertThat(Wire.get(port, "/nothing")).startsWith("HTTP/1.1 404 ")
				.contains("Content-Type: application/problem+json", "Content-Length: ")
				.doesNotContain("Transfer-Encoding");
		}
	}

}
