package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Sources;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the images are made of. */
@ResilienceTest
class SupplyChainST {

	private static final List<String> PROGRAMS = List.of("gateway-service", "dog-names-service", "todo-service");

	private static final String BASE = "eclipse-temurin:25-jre";

	private static final List<String> BUILD_TOOLS = List.of("mvn", "javac", "jshell", "git", "gcc", "make", "npm",
			"docker");

	private final Topology topology;

	SupplyChainST(Topology topology) {
		// Its images were built.
		this.topology = topology;
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldListAllLibrariesOfAnImage(String program, Report.Row row) {
		row.of("bill of materials (CycloneDX) in the image of " + program,
				"lists the libraries that are there, by SHA-256");
		Set<String> listed = components(program).stream()
			.map((component) -> component.at("/hashes"))
			.flatMap(JsonNode::valueStream)
			.filter((hash) -> hash.at("/alg").asString().equals("SHA-256"))
			.map((hash) -> hash.at("/content").asString())
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> files = inContainer(image(program), "sha256sum /app/lib/*.jar").lines().toList();
		List<String> unlisted = files.stream().filter((line) -> !listed.contains(line.substring(0, 64))).toList();
		row.measured("%d libraries, %d not listed", files.size(), unlisted.size());
		assertThat(files).hasSizeGreaterThan(30);
		assertThat(unlisted).isEmpty();
	}

	@Test
	void shouldHaveAllowedLicencesOnly(Report.Row row) throws IOException {
		row.of("licences of all libraries in the images",
				"each has one that system-tests/src/test/resources/licences.yaml allows");
		Set<String> allowed = allowedLicences();
		List<JsonNode> components = PROGRAMS.stream().flatMap((program) -> components(program).stream()).toList();
		Set<String> used = components.stream()
			.flatMap((component) -> licences(component).stream())
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> refused = components.stream()
			.filter((component) -> licences(component).stream().noneMatch(allowed::contains))
			.map((component) -> component.at("/purl").asString() + " " + licences(component))
			.distinct()
			.toList();
		row.measured("%d components, %d licences, %d refused", components.size(), used.size(), refused.size());
		assertThat(refused).isEmpty();
		assertThat(used).as("what is allowed is used").containsAll(allowed);
	}

	@Test
	void shouldContainNoBuildToolAndNoSecret(@TempDir Path folder, Report.Row row) throws IOException {
		row.of("images searched: commands, environment, history, and each file of each layer that is ours",
				"no build tool but those of the image that it begins with, no source, no secret");
		SecretSearch search = new SecretSearch();
		for (Path layer : layers(folder)) {
			search.in(layer);
		}
		Set<String> tools = tools(BASE);
		List<String> steps = PROGRAMS.stream().flatMap((program) -> ownSteps(program).stream()).toList();
		row.measured("%d files, %d steps; found: %s; build tools of %s: %s", search.files(), steps.size(),
				search.findings(), BASE, tools);
		assertThat(search.files()).isGreaterThan(500);
		assertThat(search.findings()).isEmpty();
		assertThat(steps).isNotEmpty()
			.noneMatch((step) -> step.matches("(?is).*\\b(mvn|javac|git clone|apt-get|password|secret|token)\\b.*"));
		assertThat(PROGRAMS).allSatisfy((program) -> {
			assertThat(environment(image(program))).isEqualTo(environment(BASE));
			assertThat(tools(image(program))).isEqualTo(tools);
		});
	}

	@Test
	void shouldMakeTheSameJarTwice(@TempDir Path folder, Report.Row row) throws IOException {
		row.of("the starter and all services built twice, in two folders, one after the other", "equal by SHA-256");
		List<String> first = hashesOfABuild(folder.resolve("first"));
		List<String> second = hashesOfABuild(folder.resolve("second"));
		row.measured("%s", second.stream().map((line) -> line.substring(0, 12)).toList());
		assertThat(first).hasSize(4);
		assertThat(second).isEqualTo(first);
	}

	/** Builds a copy of the repository, of which Maven wants to see all modules. */
	private static List<String> hashesOfABuild(Path copy) throws IOException {
		for (String module : List.of("authorization-server", "infra", "system-tests")) {
			Sources.copy(module + "/pom.xml", copy);
		}
		for (String source : List.of(".mvn", "pom.xml", "privatelink-spring-boot-starter")) {
			Sources.copy(source, copy);
		}
		for (String program : PROGRAMS) {
			Sources.copy(program, copy);
		}
		// For the commit.
		Files.createSymbolicLink(copy.resolve(".git"), Command.ROOT.resolve(".git"));
		run("mvn", "-o", "-q", "-f", copy.resolve("pom.xml").toString(), "-pl", String.join(",", PROGRAMS), "-am",
				"-Dmaven.test.skip=true", "-Dspring-javaformat.skip=true", "-Denforcer.skip=true", "package");
		return run("bash", "-c", "cd \"$1\" && sha256sum */target/*.jar", "bash", copy.toString()).lines().toList();
	}

	private static Set<String> allowedLicences() throws IOException {
		try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/licences.yaml"))) {
			return new Yaml().<Map<String, String>>load(reader).keySet();
		}
	}

	private static String image(String program) {
		return "cross-account-apis/" + program;
	}

	private static Set<String> tools(String image) {
		String script = "for tool in %s; do command -v $tool || true; done".formatted(String.join(" ", BUILD_TOOLS));
		return inContainer(image, script).lines().collect(Collectors.toCollection(TreeSet::new));
	}

	private static String inContainer(String image, String script) {
		return run("docker", "run", "--rm", "--network=none", "--entrypoint=sh", image, "-c", script);
	}

	private static List<JsonNode> components(String program) {
		JsonNode bill = JsonMapper.shared().readTree(inContainer(image(program), "cat /app/sbom.cdx.json"));
		assertThat(bill.at("/bomFormat").asString()).isEqualTo("CycloneDX");
		assertThat(bill.at("/metadata/component/name").asString()).isEqualTo(program);
		return bill.at("/components").valueStream().toList();
	}

	/** Ids of SPDX, or names; of several the user may choose one, says Maven. */
	private static List<String> licences(JsonNode component) {
		return component.at("/licenses")
			.valueStream()
			.map((entry) -> Stream.of("/license/id", "/license/name", "/expression")
				.map((path) -> entry.at(path).asString(""))
				.filter((text) -> !text.isEmpty())
				.findFirst()
				.orElse("?"))
			.toList();
	}

	/**
	 * Commands of the Dockerfile's last stage, without those of the image that it begins
	 * with.
	 */
	private static List<String> ownSteps(String program) {
		List<String> base = history(BASE);
		List<String> all = history(image(program));
		assertThat(all.subList(all.size() - base.size(), all.size())).isEqualTo(base);
		return all.subList(0, all.size() - base.size());
	}

	private static List<String> history(String image) {
		return run("docker", "history", "--no-trunc", "--format", "{{.CreatedBy}}", image).lines().toList();
	}

	private static String environment(String image) {
		return run("docker", "image", "inspect", "--format", "{{json .Config.Env}}", image);
	}

	/** Unpacks the layers that the images have on top of the one that they begin with. */
	private static Set<Path> layers(Path folder) throws IOException {
		String[] base = run("docker", "image", "inspect", "--format", "{{join .RootFS.Layers \"\\n\"}}", BASE).strip()
			.split("\n");
		run("bash", "-c", "set -o pipefail; docker save \"${@:2}\" | tar -xC \"$1\"", "bash", folder.toString(),
				image(PROGRAMS.get(0)), image(PROGRAMS.get(1)), image(PROGRAMS.get(2)));
		Set<Path> layers = new TreeSet<>();
		for (JsonNode image : JsonMapper.shared().readTree(folder.resolve("manifest.json").toFile())) {
			List<String> files = image.at("/Layers").valueStream().map(JsonNode::asString).toList();
			for (String file : files.subList(base.length, files.size())) {
				Path layer = folder.resolve("unpacked").resolve(file);
				Files.createDirectories(layer);
				run("tar", "-xf", folder.resolve(file).toString(), "--no-same-owner", "-C", layer.toString());
				layers.add(layer);
			}
		}
		return layers;
	}

	private static String run(String... words) {
		return Command.run(Duration.ofMinutes(3), Map.of(), List.of(words)).succeeds().output();
	}

}
