package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/onboarding.md}, followed by its own blocks. */
@ComposeTest
class AddProviderST {

	@TempDir
	private Path folder;

	private final Topology topology;

	AddProviderST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void removeTheProvider() {
		this.topology.restore();
		this.topology.removeNetworks("consumer-vpc-endpoint-cats", "privatelink-cats", "cats-vpc");
	}

	@Test
	void shouldServeAProviderThatWasAddedByThePage() throws Exception {
		String page = Files.readString(Command.ROOT.resolve("docs/onboarding.md"));
		Path providers = write("providers.yaml", Files.readString(Command.ROOT.resolve("compose/providers.yaml"))
				+ Readme.block(page, "yaml", "uri: http://cats.vpce.internal"));
		Path permissions = write("cats.conf", Readme.block(page, "sh", "SERVICE_NAME="));
		Path recipe = write("recipe.yml", Readme.block(page, "yaml", "vpce-cats:"));
		Command.run(Duration.ofMinutes(1), Map.of(), List.of("sh", "-c",
				"cd \"$1\" && umask 022 && " + Readme.block(page, "sh", "mkdir -p cats"), "sh", this.folder.toString()))
			.succeeds();
		// The page's files, from where this test may write.
		Path elsewhere = write("elsewhere.yml", """
				services:
				  gateway-service:
				    volumes: ["%s:/providers.yaml:ro"]
				  vpce-cats:
				    volumes: ["%s:/endpoint-service.conf:ro"]
				  cats-service:
				    volumes: ["%s:/cats:ro"]
				""".formatted(providers, permissions, this.folder.resolve("cats")));
		this.topology
			.compose(Duration.ofMinutes(5), Map.of(), "--project-directory", ".", "-f", "docker-compose.yml", "-f",
					recipe.toString(), "-f", elsewhere.toString(), "up", "-d", "--no-build", "--wait", "--timeout",
					Topology.AT_ONCE)
			.succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.topology.send("GET", "/cats/felix.json").body())
				.isEqualToIgnoringNewLines("{\"name\":\"Felix\"}"));
		assertThat(this.topology.logs("nlb-cats")).as("the way that it went").contains(" targets/target");
		assertThat(this.topology.send("GET", "/dogs").statusCode()).isEqualTo(200);
		assertThat(this.topology.send("POST", "/cats/felix.json").statusCode()).as("a method that is not in the block")
			.isEqualTo(405);
		assertThat(this.topology.send("GET", "/openapi").body()).contains("\"cats\"");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.topology.send("GET", "/openapi/cats").body()).contains("Cat names",
					"/cats/felix.json", "429"));
		assertThat(this.topology.send("GET", "/", "Accept", "application/json").body()).contains("/openapi/cats");
		assertThat(this.topology.send("GET", "/portal/status").body()).contains("\"cats\"", "444444444444");
	}

	private Path write(String name, String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), text);
		// For the containers' users.
		Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		return file;
	}

}
