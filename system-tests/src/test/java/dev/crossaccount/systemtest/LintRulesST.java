package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the build's rules bite: modules with the repository's parent, each of which breaks
 * one of them, in one run of Maven.
 */
class LintRulesST {

	private static String output = "";

	@BeforeAll
	static void buildWhatIsWrong(@TempDir Path folder) throws IOException {
		Files.createDirectory(folder.resolve(".mvn"));
		for (String options : List.of("jvm.config", "maven.config")) {
			Files.copy(Command.ROOT.resolve(".mvn").resolve(options), folder.resolve(".mvn").resolve(options));
		}
		List<String> modules = new ArrayList<>();
		modules.add(module(folder, "dependencies",
				systemDependencies("io.netty:netty-transport-native-io_uring:4.2.0.Final",
						"io.netty.incubator:netty-incubator-transport-native-io_uring:0.0.26.Final",
						"commons-logging:commons-logging:1.2", "junit:junit:4.13.2")));
		modules.add(module(folder, "logging", systemDependencies("commons-logging:commons-logging:1.3.0")));
		modules.add(module(folder, "unchecked", "", """
				package bad;

				import java.util.List;

				class Unchecked {

					List<String> cast(Object list) {
						return (List<String>) list;
					}

				}
				"""));
		modules.add(module(folder, "unformatted", "", """
				package bad;

				class Unformatted { }
				"""));
		modules.add(module(folder, "nulls", """
				<dependency>
					<groupId>org.jspecify</groupId>
					<artifactId>jspecify</artifactId>
				</dependency>
				""", """
				package bad;

				import org.jspecify.annotations.NullMarked;

				@NullMarked
				class Nulls {

					Object nothing() {
						return null;
					}

				}
				"""));
		Files.writeString(folder.resolve("pom.xml"), """
				<project xmlns="http://maven.apache.org/POM/4.0.0">
					<modelVersion>4.0.0</modelVersion>
					<groupId>bad</groupId>
					<artifactId>all</artifactId>
					<version>1</version>
					<packaging>pom</packaging>
					<modules>%s</modules>
				</project>
				"""
			.formatted(modules.stream().collect(Collectors.joining("</module><module>", "<module>", "</module>"))));
		// Offline: all that it needs, the build that runs this test needed too.
		Command build = Command.run(Duration.ofMinutes(2), Map.of("JAVA_HOME", System.getProperty("java.home")),
				List.of("mvn", "-B", "-o", "-fae", "-f", folder.toString(), "compile"));
		assertThat(build.exitCode()).as(build.output()).isEqualTo(1);
		output = build.output();
	}

	@Test
	void shouldBanDependencies() {
		assertThat(output).contains("netty-transport-native-io_uring:jar:4.2.0.Final <--- banned")
			.contains("netty-incubator-transport-native-io_uring:jar:0.0.26.Final <--- banned")
			.contains("commons-logging:jar:1.2 <--- banned")
			.contains("junit:junit:jar:4.13.2 <--- banned")
			.doesNotContain("commons-logging:jar:1.3.0 <--- banned");
	}

	@Test
	void shouldTakeAWarningOfTheCompilerForAnError() {
		assertThat(output).contains("Unchecked.java: warnings found and -Werror specified");
	}

	@Test
	void shouldRefuseCodeThatIsNotFormatted() {
		assertThat(output).contains("Formatting violations found").contains("Unformatted.java");
	}

	@Test
	void shouldRefuseNullWhereItIsNotDeclared() {
		Assumptions.assumeTrue(Runtime.version().feature() >= 21, "NullAway needs JDK 21 or later");
		assertThat(output).containsPattern("Nulls\\.java.*\\[NullAway]");
	}

	@Test
	void shouldFindNothingElseWrong() {
		assertThat(output.lines().filter((line) -> line.contains("FAILURE [")))
			.hasSize((Runtime.version().feature() >= 21) ? 4 : 3);
	}

	/** Writes a module and returns its name. */
	private static String module(Path folder, String name, String dependencies, String... classes) throws IOException {
		Path sources = Files.createDirectories(folder.resolve(name).resolve("src/main/java/bad"));
		Files.writeString(folder.resolve(name).resolve("pom.xml"),
				"""
						<project xmlns="http://maven.apache.org/POM/4.0.0">
							<modelVersion>4.0.0</modelVersion>
							<parent>
								<groupId>dev.crossaccount</groupId>
								<artifactId>cross-account-apis</artifactId>
								<version>0.1.0-SNAPSHOT</version>
								<relativePath>%s</relativePath>
							</parent>
							<artifactId>%s</artifactId>
							<dependencies>%s</dependencies>
						</project>
						""".formatted(
						folder.resolve(name).toRealPath().relativize(Command.ROOT.toRealPath().resolve("pom.xml")),
						name, dependencies));
		for (String source : classes) {
			String type = source.replaceFirst("(?s).*class (\\w+).*", "$1");
			Files.writeString(sources.resolve(type + ".java"), source);
		}
		return name;
	}

	/** Dependencies that Maven need not look for, so that it gets as far as the rule. */
	private static String systemDependencies(String... coordinates) {
		return Stream.of(coordinates).map((coordinate) -> coordinate.split(":")).map((parts) -> """
				<dependency>
					<groupId>%s</groupId>
					<artifactId>%s</artifactId>
					<version>%s</version>
					<scope>system</scope>
					<systemPath>${project.basedir}/pom.xml</systemPath>
				</dependency>
				""".formatted((Object[]) parts)).collect(Collectors.joining());
	}

}
