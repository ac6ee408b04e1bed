package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's recipe for a provider more, followed by its own blocks. */
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
	void shouldServeAProviderThatWasAddedByTheReadme() throws Exception {
		Path providers = write("providers.yaml", providers());
		Path permissions = write("cats.conf", Readme.block("sh", "SERVICE_NAME="));
		Path recipe = write("recipe.yml", Readme.block("yaml", "vpce-cats:"));
		// The image of /dogs, for the cats' own; and the files from where this test may
		// write.
		Path standIn = write("stand-in.yml", """
				services:
				  gateway-service:
				    volumes: ["%s:/providers.yaml:ro"]
				  vpce-cats:
				    volumes: ["%s:/endpoint-service.conf:ro"]
				  cats-service:
				    image: cross-account-apis/dog-names-service
				    deploy: {replicas: 1}
				    environment: {SERVER_SERVLET_CONTEXT_PATH: /cats}
				""".formatted(providers, permissions));
		this.topology
			.compose(Duration.ofMinutes(5), Map.of(), "--project-directory", ".", "-f", "docker-compose.yml", "-f",
					recipe.toString(), "-f", standIn.toString(), "up", "-d", "--no-build", "--wait")
			.succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.topology.send("GET", "/cats/dogs").body()).contains("\"name\":"));
		assertThat(this.topology.logs("nlb-cats")).as("the way that it went").contains(" targets/target");
		assertThat(this.topology.send("GET", "/dogs").statusCode()).isEqualTo(200);
		assertThat(this.topology.send("POST", "/cats/dogs").statusCode()).as("a method that is not in the block")
			.isEqualTo(405);
	}

	/** The gateway's file with the README's block, at the address for Compose. */
	private static String providers() throws IOException {
		String block = Readme.block("yaml", "http://localhost:8086")
			.lines()
			.filter((line) -> line.startsWith("    "))
			.collect(Collectors.joining("\n", "", "\n"))
			.replace("http://localhost:8086", "http://cats.vpce.internal");
		return Files.readString(Command.ROOT.resolve("compose/providers.yaml")) + block;
	}

	private Path write(String name, String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), text);
		// For the containers' users.
		Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		return file;
	}

}
