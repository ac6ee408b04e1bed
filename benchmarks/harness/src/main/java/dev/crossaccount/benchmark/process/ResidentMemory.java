package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much memory a process has in RAM (resident set), what it shares with others
 * included.
 */
final class ResidentMemory {

	private static final Pattern LINE = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

	private ResidentMemory() {
	}

	static long bytesOf(long pid) throws IOException {
		return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
	}

	static long parse(String status) {
		Matcher matcher = LINE.matcher(status);
		if (!matcher.find()) {
			throw new IllegalArgumentException("No VmRSS in: " + status);
		}
		return Long.parseLong(matcher.group(1)) * 1024;
	}

}
