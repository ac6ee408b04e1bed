package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the declaration of providers comes from, and what wins. */
class ProvidersFileIT {

	@TempDir
	Path folder;

	@Test
	void shouldTakeAThirdProviderFromOneBlockOfYaml() throws IOException {
		try (StubProvider cats = new StubProvider();
				RunningGateway gateway = RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", file("""
						gateway:
						  providers:
						    cats:
						      uri: %s
						      paths: [/cats, /kittens]
						""".formatted(cats.uri()))))) {
			assertThat(RawClient.send(gateway.port(), "GET /cats/siamese").status()).isEqualTo(200);
			assertThat(RawClient.send(gateway.port(), "GET /kittens").status()).isEqualTo(200);
			assertThat(RawClient.send(gateway.port(), "POST /cats", "Content-Length: 0").header("Allow"))
				.isEqualTo("GET, HEAD");
			assertThat(cats.requests()).hasSize(2);
		}
	}

	@Test
	void shouldLookForARelativeFileInTheWorkingDirectory() throws IOException {
		try (StubProvider dogs = new StubProvider()) {
			Path file = Path.of(file("gateway.providers.dogs.uri: " + dogs.uri()));
			String relative = Path.of("").toAbsolutePath().relativize(file.toRealPath()).toString();
			try (RunningGateway gateway = RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", relative))) {
				assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(200);
			}
		}
	}

	@Test
	void shouldLayTheFileOverTheBundledOneKeyByKey() throws IOException {
		try (StubProvider todo = new StubProvider();
				RunningGateway gateway = RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", file("""
						gateway:
						  providers:
						    todo:
						      uri: %s
						""".formatted(todo.uri()))))) {
			assertThat(RawClient.send(gateway.port(), "DELETE /todo/1").status()).isEqualTo(200);
			assertThat(RawClient.send(gateway.port(), "POST /dogs").header("Allow")).isEqualTo("GET, HEAD");
		}
	}

	@Test
	void shouldLetTheEnvironmentWinOverBothFiles() throws IOException {
		try (StubProvider wrong = new StubProvider();
				StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.withEnvironment(Map.of("PROVIDERS_FILE", file("""
						gateway:
						  providers:
						    dogs:
						      uri: %s
						      methods: [GET]
						""".formatted(wrong.uri())), "GATEWAY_PROVIDERS_DOGS_URI", dogs.uri(),
						"GATEWAY_PROVIDERS_DOGS_RESPONSE_TIMEOUT", "1s", "GATEWAY_PROXY_PROTOCOL", "off",
						"GATEWAY_DRAIN_DELAY", "0s"))) {
			assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(200);
			assertThat(wrong.requests()).isEmpty();
			assertThat(dogs.requests()).hasSize(1);
			assertThat(RawClient.send(gateway.port(), "POST /dogs").header("Allow")).isEqualTo("GET");
			dogs.answering((request, socket, out) -> Thread.sleep(60_000));
			assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(504);
		}
	}

	@Test
	void shouldLetTheEnvironmentOverrideTheBundledFile() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway
					.withEnvironment(Map.of("GATEWAY_PROVIDERS_DOGS_URI", dogs.uri()))) {
			assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(200);
		}
	}

	private String file(String yaml) throws IOException {
		return Files.writeString(this.folder.resolve("providers.yaml"), yaml).toString();
	}

}
