package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./run}, at ports and with a data folder of the test's own. */
final class RunScript {

	private final Map<String, String> environment = new HashMap<>();

	private final Path script;

	private final Path folder;

	/**
	 * Takes the script of a folder, which is the repository or a copy, and a folder for
	 * what the test leaves behind.
	 */
	RunScript(Path root, Path folder) {
		this.script = root.resolve("run");
		this.folder = folder;
		for (String variable : List.of("GATEWAY_PORT", "GATEWAY_MANAGEMENT_PORT", "DOGS_PORT", "DOGS_MANAGEMENT_PORT",
				"TODO_PORT", "TODO_MANAGEMENT_PORT")) {
			set(variable, Integer.toString(Topology.freePort()));
		}
		set("DATA_DIR", folder.resolve("data").toString());
	}

	RunScript set(String variable, String value) {
		this.environment.put(variable, value);
		return this;
	}

	int gatewayPort() {
		return Integer.parseInt(this.environment.get("GATEWAY_PORT"));
	}

	/** Runs the script until it ends by itself. */
	Command run() {
		return Command.run(Duration.ofMinutes(1), this.environment, List.of(this.script.toString()));
	}

	/** Starts the script, and waits until it serves. */
	Running start() throws IOException {
		return start((output) -> output.contains("Ready: "));
	}

	/** Starts the script, and waits until its output is as wanted. */
	Running start(Predicate<String> wanted) throws IOException {
		Path log = Files.createTempFile(this.folder, "run", ".log");
		// Whoever starts the tests in the background has SIGINT ignored, and Bash can't
		// take that back.
		List<String> command = List.of("env", "--default-signal=INT", "/usr/bin/setsid", this.script.toString());
		Process process = Command.builder(this.environment, command)
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Running running = new Running(process, log);
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(3))
				.until(() -> wanted.test(running.output()) || !process.isAlive());
			assertThat(process.isAlive()).as(running.output()).isTrue();
			return running;
		}
		catch (RuntimeException | AssertionError ex) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			throw ex;
		}
	}

	/** Sends a request to the gateway. */
	String curl(String... arguments) {
		String last = "http://localhost:" + gatewayPort() + arguments[arguments.length - 1];
		List<String> words = new ArrayList<>(List.of("curl", "-sS"));
		words.addAll(List.of(arguments).subList(0, arguments.length - 1));
		words.add(last);
		return Command.run(Duration.ofSeconds(20), Map.of(), words).succeeds().output();
	}

	/** Makes a PATH that has these programs only. */
	void path(String... programs) throws IOException {
		Path bin = Files.createDirectories(this.folder.resolve("path"));
		for (String program : programs) {
			Path real = Path.of(Command.run(Duration.ofSeconds(5), Map.of(), List.of("which", program))
				.succeeds()
				.output()
				.strip());
			Files.createSymbolicLink(bin.resolve(program), real);
		}
		set("PATH", bin.toString());
	}

	/** Makes a program, in the test's folder, of a line of Bash. */
	void program(String name, String line) throws IOException {
		Path program = this.folder.resolve(name);
		Files.createDirectories(program.getParent());
		Files.writeString(program, "#!/bin/bash\n" + line + "\n");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/**
	 * The script while it runs.
	 *
	 * @param process the script
	 * @param log what it printed so far
	 */
	record Running(Process process, Path log) implements AutoCloseable {

		String output() {
			try {
				return Files.readString(this.log);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/** All that it started and that runs. */
		List<ProcessHandle> processes() {
			return this.process.descendants().toList();
		}

		/** Sends a signal to the script alone, and returns its exit status. */
		int signal(String signal) {
			return kill(signal, Long.toString(this.process.pid()));
		}

		/** Sends a signal to the whole group, as a terminal does. */
		int signalGroup(String signal) {
			return kill(signal, "-" + this.process.pid());
		}

		private int kill(String signal, String target) {
			Command.run(Duration.ofSeconds(5), Map.of(), List.of("bash", "-c", "kill -" + signal + " -- " + target))
				.succeeds();
			return ended();
		}

		int ended() {
			return this.process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
		}

		@Override
		public void close() {
			if (this.process.isAlive()) {
				signalGroup("INT");
			}
		}

	}

}
