package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a command to its end. */
public final class Tool {

	private Tool() {
	}

	/**
	 * Runs a command that should succeed.
	 * @param folder where
	 * @param command the command
	 * @return what it printed
	 */
	public static String run(Path folder, List<String> command) {
		Ending ending = end(folder, command);
		if (ending.status() != 0) {
			throw new IllegalStateException("%s failed:%n%s".formatted(String.join(" ", command), ending.output()));
		}
		return ending.output();
	}

	/**
	 * Runs a command that may fail, or not be there.
	 * @param folder where
	 * @param command the command
	 * @return whether it succeeded
	 */
	public static boolean succeeds(Path folder, List<String> command) {
		try {
			return end(folder, command).status() == 0;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	private static Ending end(Path folder, List<String> command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
			builder.environment().remove("JAVA_TOOL_OPTIONS");
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Ending(process.waitFor(), output.strip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record Ending(int status, String output) {
	}

}
