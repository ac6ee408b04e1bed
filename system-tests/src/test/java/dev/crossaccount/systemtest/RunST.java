package dev.crossaccount.systemtest;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README promises of {@code ./run}: a JDK and Maven, and nothing else. */
class RunST {

	@TempDir
	private Path folder;

	private final Map<String, String> environment = new HashMap<>();

	private final int gatewayPort = port("GATEWAY_PORT");

	RunST() {
		for (String variable : List.of("GATEWAY_MANAGEMENT_PORT", "DOGS_PORT", "DOGS_MANAGEMENT_PORT", "TODO_PORT",
				"TODO_MANAGEMENT_PORT")) {
			port(variable);
		}
	}

	@Test
	void shouldAnswerTheReadmesCurlLinesAndKeepTodosAcrossARestart() throws Exception {
		String before;
		try (Running run = start()) {
			Transcript.ofReadme().replay(this.gatewayPort);
			before = curl("/todo");
			assertThat(run.output()).contains("Ready: http://localhost:" + this.gatewayPort)
				.contains("gateway | ")
				.contains("dogs    | ")
				.contains("todo    | ");
		}
		try (Running run = start()) {
			assertThat(curl("/todo")).as(run.output()).isEqualTo(before).contains("Write new AWS blog post");
		}
	}

	@Test
	void shouldLeaveNoProcessAfterCtrlC() throws Exception {
		Running run = start();
		List<ProcessHandle> processes = run.process().descendants().toList();
		assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
		assertThat(run.interrupt()).isEqualTo(130);
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
	}

	@Test
	void shouldStopEverythingWhenOneProgramDies() throws Exception {
		Running run = start();
		List<ProcessHandle> processes = run.process().descendants().toList();
		ProcessHandle todo = processes.stream()
			.filter((process) -> process.info().commandLine().orElse("").contains("todo-service"))
			.findFirst()
			.orElseThrow();
		todo.destroyForcibly();
		assertThat(run.ended()).isEqualTo(1);
		assertThat(run.output()).contains("todo ended");
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
	}

	@Test
	void shouldNameAPortThatIsTakenAndTheVariableThatChangesIt() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			this.environment.put("TODO_PORT", Integer.toString(taken.getLocalPort()));
			Command run = run();
			assertThat(run.exitCode()).isEqualTo(1);
			assertThat(run.output()).contains("Port " + taken.getLocalPort() + " is taken").contains("TODO_PORT=");
		}
	}

	@Test
	void shouldSayThatJavaIsTooOld() throws Exception {
		fake("bin/java", "openjdk version \"11.0.2\" 2019-01-15");
		this.environment.put("JAVA_HOME", this.folder.toString());
		Command run = run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Java 11").contains("too old").contains("17 or later");
	}

	@Test
	void shouldSayThatJavaIsMissing() throws Exception {
		path("dirname", "readlink", "bash");
		this.environment.put("JAVA_HOME", "");
		Command run = run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Java is missing").contains("17 or later");
	}

	@Test
	void shouldSayThatMavenIsMissingOrTooOldWhenItMustBuild() throws Exception {
		Path copy = unbuilt();
		path("dirname", "readlink", "bash", "mkdir", "find", "tail", "head", "grep", "touch", "cat", "sleep", "env");
		this.environment.put("JAVA_HOME", System.getProperty("java.home"));
		Command missing = run(copy);
		assertThat(missing.exitCode()).isEqualTo(1);
		assertThat(missing.output()).contains("Maven is missing").contains("3.8 or later");
		fake("path/mvn", "Apache Maven 3.6.3");
		Command old = run(copy);
		assertThat(old.exitCode()).isEqualTo(1);
		assertThat(old.output()).contains("3.6").contains("too old").contains("3.8 or later");
	}

	private int port(String variable) {
		int port = Topology.freePort();
		this.environment.put(variable, Integer.toString(port));
		return port;
	}

	private Running start() throws IOException {
		Path log = Files.createTempFile(this.folder, "run", ".log");
		this.environment.put("DATA_DIR", this.folder.resolve("data").toString());
		Process process = Command.builder(this.environment, List.of("setsid", "./run"))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Running running = new Running(process, log);
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(3))
				.until(() -> running.output().contains("Ready: ") || !process.isAlive());
			assertThat(process.isAlive()).as(running.output()).isTrue();
			return running;
		}
		catch (RuntimeException | AssertionError ex) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			throw ex;
		}
	}

	private Command run() {
		return run(Command.ROOT);
	}

	private Command run(Path root) {
		this.environment.put("DATA_DIR", this.folder.resolve("data").toString());
		return Command.run(Duration.ofMinutes(1), this.environment, List.of(root.resolve("run").toString()));
	}

	private String curl(String path) {
		return Command
			.run(Duration.ofSeconds(20), Map.of(),
					List.of("curl", "-sS", "http://localhost:" + this.gatewayPort + path))
			.succeeds()
			.output();
	}

	/** A folder with the script and the modules' names in it, but nothing built. */
	private Path unbuilt() throws IOException {
		Path copy = Files.createDirectory(this.folder.resolve("copy"));
		Files.copy(Command.ROOT.resolve("run"), copy.resolve("run"));
		Files.createFile(copy.resolve("pom.xml"));
		return copy;
	}

	/** Makes a PATH that has these programs only. */
	private void path(String... programs) throws IOException {
		Path bin = Files.createDirectories(this.folder.resolve("path"));
		for (String program : programs) {
			Path real = Path.of(Command.run(Duration.ofSeconds(5), Map.of(), List.of("which", program))
				.succeeds()
				.output()
				.strip());
			Files.createSymbolicLink(bin.resolve(program), real);
		}
		this.environment.put("PATH", bin.toString());
	}

	/** Makes a program that only tells its version. */
	private void fake(String name, String version) throws IOException {
		Path program = this.folder.resolve(name);
		Files.createDirectories(program.getParent());
		Files.writeString(program, "#!/bin/bash\necho '" + version + "' >&2\n");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/**
	 * The script while it serves.
	 *
	 * @param process the script
	 * @param log what it printed so far
	 */
	private record Running(Process process, Path log) implements AutoCloseable {

		String output() {
			try {
				return Files.readString(this.log);
			}
			catch (IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		}

		/**
		 * Ctrl-C, which a terminal sends to the whole group, and the script's exit
		 * status.
		 */
		int interrupt() {
			Command.run(Duration.ofSeconds(5), Map.of(), List.of("bash", "-c", "kill -INT -- -" + this.process.pid()))
				.succeeds();
			return ended();
		}

		int ended() {
			return this.process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
		}

		@Override
		public void close() {
			interrupt();
		}

	}

}
