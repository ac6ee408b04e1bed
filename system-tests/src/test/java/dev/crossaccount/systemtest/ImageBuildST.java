package dev.crossaccount.systemtest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The images of the topology, and the one that compose/secured.yml adds. */
@ComposeTest
class ImageBuildST {

	private final Topology topology;

	ImageBuildST(Topology topology) {
		// Its images were built, once.
		this.topology = topology;
	}

	@BeforeAll
	static void buildTheAuthorizationServer(Topology topology) {
		topology
			.compose(Duration.ofMinutes(30), Map.of(), "-f", "docker-compose.yml", "-f", "compose/secured.yml", "build",
					"authorization-server")
			.succeeds();
	}

	/**
	 * As far as the stage that compiles: the next one has no Maven. That stage of
	 * dog-names-service is as todo-service's.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "todo-service", "gateway-service", "authorization-server" })
	void shouldDownloadNothingWhenALineOfSourceChanges(String service, @TempDir Path copy) throws Exception {
		for (String source : List.of(".mvn", "pom.xml", ".dockerignore", "privatelink-spring-boot-starter", service)) {
			Sources.copy(source, copy);
		}
		Path settings = copy.resolve(service + "/src/main/resources/application.yaml");
		Files.writeString(settings, Files.readString(settings) + "# " + System.nanoTime() + "\n");
		Command build = Command.run(Duration.ofMinutes(10), Map.of(),
				List.of("docker", "build", "--network=none", "--progress=plain", "--target=build",
						"--output=type=cacheonly", "-f", copy + "/" + service + "/Dockerfile", copy.toString()));
		// What is not in the cache cannot be downloaded: there is no network.
		assertThat(build.succeeds().output()).containsPattern("RUN .*mvn").doesNotContain("Downloading");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dog-names-service", "todo-service", "gateway-service", "authorization-server" })
	void shouldStartFromTheAotCache(String service) {
		Command version = Command.run(Duration.ofMinutes(1), Map.of(),
				List.of("docker", "run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp", "--memory=256m",
						"--entrypoint=java", "cross-account-apis/" + service, "@/app/jvm.options", "-XX:AOTMode=on",
						"-XX:AOTCache=/app/" + service + ".aot", "-cp", "/app/" + service + ".jar", "--version"));
		assertThat(version.succeeds().output()).startsWith("openjdk 25");
	}

	@Test
	void shouldKnowItsBuildAndCommit() {
		String commit = Command.run(Duration.ofSeconds(10), Map.of(), List.of("git", "rev-parse", "HEAD"))
			.succeeds()
			.output()
			.strip();
		assertThat(this.topology.containers()).filteredOn((container) -> container.service().endsWith("-service"))
			.hasSize(6)
			.allSatisfy((container) -> assertThat(container.management("info")).contains("\"build\":{")
				.contains(commit.substring(0, 7)));
	}

}
