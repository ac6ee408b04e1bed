package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code ./run} builds: in a folder that looks like the repository after a build,
 * with stand-ins for Maven, which keeps what it was asked, and for Java, which ends as
 * soon as it is to start a program.
 */
class RunBuildTest {

	private static final List<String> PROGRAMS = List.of("dog-names-service", "gateway-service", "todo-service");

	@TempDir
	private Path folder;

	private Path root;

	private RunScript script;

	@BeforeEach
	void buildAll() throws IOException {
		this.root = Files.createDirectory(this.folder.resolve("repository"));
		Sources.copy("run", this.root);
		Files.createFile(this.root.resolve("pom.xml"));
		for (String module : PROGRAMS) {
			sourcesOf(module);
			Files.createDirectory(this.root.resolve(module).resolve("target"));
		}
		sourcesOf("privatelink-spring-boot-starter");
		try (Stream<Path> files = Files.walk(this.root)) {
			for (Path file : files.toList()) {
				changed(file, Duration.ofHours(2));
			}
		}
		for (String module : PROGRAMS) {
			Files.writeString(jar(module), "BOOT-INF/ PK\005\006" + "\0".repeat(18));
			changed(Files.createFile(original(module)), Duration.ofHours(1));
		}
		this.script = new RunScript(this.root, this.folder);
		this.script.program("jdk/bin/java",
				"[[ $1 != -version ]] || { echo 'openjdk version \"17.0.1\"'; exit; }; exit 3");
		this.script.program("jdk/bin/javac", "");
		this.script.set("JAVA_HOME", this.folder.resolve("jdk").toString());
		maven("exit 0");
		this.script.set("PATH", this.folder.resolve("bin") + ":" + System.getenv("PATH"));
	}

	@Test
	void shouldBuildNothingThatIsFresh() {
		assertThat(startsPrograms()).doesNotContain("Building");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ':', textBlock = """
			dog-names-service/src/main/Source               : dog-names-service
			todo-service/src/main                           : todo-service
			gateway-service/pom.xml                         : gateway-service
			privatelink-spring-boot-starter/src/main/Source : dog-names-service,todo-service
			pom.xml                                         : dog-names-service,todo-service,gateway-service
			""")
	void shouldBuildWhatIsOlderThanItsSources(String source, String modules) throws IOException {
		changed(this.root.resolve(source), Duration.ofMinutes(1));
		assertThat(startsPrograms()).contains("Building " + modules.replace(',', ' ') + " (");
		assertThat(asked()).singleElement().asString().contains(" -pl " + modules + " -am package");
	}

	@ParameterizedTest
	@ValueSource(strings = { "todo-service/src/test/Test", "todo-service/src/test", "todo-service/target" })
	void shouldNotBuildForWhatEndsUpInNoJar(String other) throws IOException {
		changed(this.root.resolve(other), Duration.ofMinutes(1));
		assertThat(startsPrograms()).doesNotContain("Building");
	}

	@Test
	void shouldNotBuildAgainWhatMavenLeftAsItWas() throws IOException {
		changed(this.root.resolve("todo-service/pom.xml"), Duration.ofMinutes(1));
		assertThat(startsPrograms()).contains("Building todo-service (");
		assertThat(startsPrograms()).doesNotContain("Building");
	}

	@Test
	void shouldBuildAgainWhatAnInterruptedBuildLeft() throws IOException {
		Files.writeString(jar("gateway-service"), "BOOT-INF/");
		assertThat(startsPrograms()).contains("Building gateway-service (");
	}

	@Test
	void shouldBuildAgainWhatWasMadeInAnotherWay() throws IOException {
		Files.delete(original("gateway-service"));
		assertThat(startsPrograms()).contains("Building gateway-service (");
	}

	@Test
	void shouldShowWhatMavenSaysOfABuildThatFails() throws IOException {
		Files.delete(jar("todo-service"));
		maven("echo 'a compiler error'; exit 1");
		Command run = this.script.run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("a compiler error", "The build failed").doesNotContain("Starting");
	}

	@Test
	void shouldStopWhileItBuilds() throws IOException {
		Files.delete(jar("todo-service"));
		maven("exec sleep 60");
		try (RunScript.Running run = this.script.start((output) -> !asked().isEmpty())) {
			List<ProcessHandle> processes = run.processes();
			assertThat(processes).isNotEmpty();
			assertThat(run.signal("TERM")).isEqualTo(143);
			assertThat(processes).noneMatch(ProcessHandle::isAlive);
		}
	}

	/** Returns what the script printed until the first program, as meant, ended. */
	private String startsPrograms() {
		Command run = this.script.run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Starting", "ended: it left with exit status 3");
		return run.output();
	}

	private void sourcesOf(String module) throws IOException {
		for (String source : List.of("pom.xml", "src/main/Source", "src/test/Test")) {
			Path file = this.root.resolve(module).resolve(source);
			Files.createDirectories(file.getParent());
			Files.createFile(file);
		}
	}

	private Path jar(String module) {
		return this.root.resolve(module).resolve("target").resolve(module + "-1.jar");
	}

	/** What the jar was made from, which tells when. */
	private Path original(String module) {
		return this.root.resolve(module).resolve("target").resolve(module + "-1.jar.original");
	}

	private static void changed(Path file, Duration ago) throws IOException {
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
	}

	private void maven(String build) throws IOException {
		this.script.program("bin/mvn", """
				[[ $1 != -version ]] || { echo 'Apache Maven 3.9.9'; exit; }
				echo "$@" >>"$0.asked"
				""" + build);
	}

	/** What Maven was asked to do, a line each time. */
	private List<String> asked() {
		Path asked = this.folder.resolve("bin/mvn.asked");
		try {
			return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
