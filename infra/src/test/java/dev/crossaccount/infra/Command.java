package dev.crossaccount.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command run in this module, with what it printed and how it ended.
 *
 * @param exitCode what the command returned
 * @param output standard output and error together, as printed
 */
record Command(int exitCode, String output) {

	/** Runs it in an environment that has nothing but the variables and PATH. */
	static Command run(Duration limit, Map<String, String> environment, List<String> words) {
		try {
			Path output = Files.createTempFile("command", ".log");
			try {
				ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
					.redirectInput(Path.of("/dev/null").toFile())
					.redirectOutput(output.toFile());
				builder.environment().keySet().retainAll(List.of("PATH", "HOME", "JAVA_HOME", "LANG"));
				builder.environment().putAll(environment);
				Process process = builder.start();
				if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
					process.descendants().forEach(ProcessHandle::destroyForcibly);
					process.destroyForcibly().waitFor();
					throw new AssertionError(
							"%s did not end within %s:%n%s".formatted(words, limit, Files.readString(output)));
				}
				return new Command(process.exitValue(), Files.readString(output));
			}
			finally {
				Files.deleteIfExists(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Whether a program is installed. */
	static boolean answers(String... words) {
		try {
			return run(Duration.ofSeconds(60), Map.of(), List.of(words)).exitCode() == 0;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/** Fails, with all that was printed, unless the command returned 0. */
	Command succeeds() {
		if (this.exitCode != 0) {
			throw new AssertionError("exit code %d:%n%s".formatted(this.exitCode, this.output));
		}
		return this;
	}

}
