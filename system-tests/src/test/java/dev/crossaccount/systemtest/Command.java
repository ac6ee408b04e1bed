package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A command run in the repository's root, with what it printed and how it ended.
 *
 * @param exitCode what the command returned
 * @param output standard output and error together, as printed
 */
public record Command(int exitCode, String output) {

	public static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

	public static Command run(Duration limit, Map<String, String> environment, List<String> words) {
		try {
			Path output = Files.createTempFile("command", ".log");
			try {
				ProcessBuilder builder = builder(environment, words).redirectErrorStream(true)
					.redirectOutput(output.toFile());
				Process process = builder.start();
				if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
					process.descendants().forEach(ProcessHandle::destroyForcibly);
					process.destroyForcibly().waitFor();
					throw new AssertionError("%s did not end within %s:%n%s".formatted(words, limit, read(output)));
				}
				return new Command(process.exitValue(), read(output));
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

	public static ProcessBuilder builder(Map<String, String> environment, List<String> words) {
		ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile())
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
		builder.environment().putAll(new HashMap<>(environment));
		return builder;
	}

	/** Fails, with all that was printed, unless the command returned 0. */
	public Command succeeds() {
		if (this.exitCode != 0) {
			throw new AssertionError("exit code %d:%n%s".formatted(this.exitCode, this.output));
		}
		return this;
	}

	private static String read(Path file) throws IOException {
		return Files.readString(file, StandardCharsets.UTF_8);
	}

}
