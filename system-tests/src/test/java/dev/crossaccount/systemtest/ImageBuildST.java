package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The images of the topology. */
@ComposeTest
class ImageBuildST {

	private static final String IMAGE = "cross-account-apis/image-build-st";

	private final Topology topology;

	ImageBuildST(Topology topology) {
		// Its images were built, once.
		this.topology = topology;
	}

	@Test
	void shouldDownloadNothingWhenALineOfSourceChanges(@TempDir Path copy) throws Exception {
		for (String source : List.of(".mvn", "pom.xml", ".dockerignore", "privatelink-spring-boot-starter",
				"dog-names-service")) {
			copy(Command.ROOT.resolve(source), copy.resolve(source));
		}
		Path names = copy.resolve("dog-names-service/src/main/resources/names/females.txt");
		Files.writeString(names, Files.readString(names).stripTrailing() + "\nZzz " + System.nanoTime() + "\n");
		try {
			Command build = Command.run(Duration.ofMinutes(10), Map.of(), List.of("docker", "build", "--network=none",
					"--progress=plain", "-f", copy + "/dog-names-service/Dockerfile", "-t", IMAGE, copy.toString()));
			assertThat(build.succeeds().output()).contains("mvn").doesNotContain("Downloading");
		}
		finally {
			Command.run(Duration.ofMinutes(1), Map.of(), List.of("docker", "rmi", "--force", IMAGE)).succeeds();
		}
	}

	@Test
	void shouldStartFromTheAotCache() {
		for (String service : List.of("dog-names-service", "todo-service", "gateway-service")) {
			Command version = Command.run(Duration.ofMinutes(1), Map.of(),
					List.of("docker", "run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp", "--memory=256m",
							"--entrypoint=java", "cross-account-apis/" + service, "@/app/jvm.options", "-XX:AOTMode=on",
							"-XX:AOTCache=/app/" + service + ".aot", "-cp", "/app/" + service + ".jar", "--version"));
			assertThat(version.succeeds().output()).startsWith("openjdk 25");
		}
	}

	@Test
	void shouldKnowItsBuildAndCommit() {
		String commit = Command.run(Duration.ofSeconds(10), Map.of(), List.of("git", "rev-parse", "HEAD"))
			.succeeds()
			.output()
			.strip();
		Topology.Container dogs = this.topology.containers()
			.stream()
			.filter((container) -> container.service().equals("dog-names-service"))
			.findFirst()
			.orElseThrow();
		assertThat(dogs.exec("curl", "-sS", "http://localhost:8081/actuator/info").succeeds().output())
			.contains("\"build\":{")
			.contains(commit.substring(0, 7));
	}

	private static void copy(Path source, Path target) throws IOException {
		Files.walkFileTree(source, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				if (folder.endsWith("target")) {
					return FileVisitResult.SKIP_SUBTREE;
				}
				Files.createDirectories(target.resolve(source.relativize(folder).toString()));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.copy(file, target.resolve(source.relativize(file).toString()));
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
