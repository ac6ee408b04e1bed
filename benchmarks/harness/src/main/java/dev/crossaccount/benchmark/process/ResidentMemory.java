package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much memory a process has in RAM (resident set), what it shares with others
 * included.
 */
public final class ResidentMemory {

	private static final String NOW = "VmRSS";

	private static final String MOST = "VmHWM";

	private ResidentMemory() {
	}

	static long bytesOf(long pid) throws IOException {
		return parse(status(pid), NOW);
	}

	/**
	 * Returns the most that a process has had.
	 * @param pid its id
	 * @return the size in bytes
	 */
	public static long mostBytesOf(long pid) {
		try {
			return parse(status(pid), MOST);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static long parse(String status, String field) {
		Matcher matcher = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$").matcher(status);
		if (!matcher.find()) {
			throw new IllegalArgumentException("No " + field + " in: " + status);
		}
		return Long.parseLong(matcher.group(1)) * 1024;
	}

	private static String status(long pid) throws IOException {
		return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
	}

}
