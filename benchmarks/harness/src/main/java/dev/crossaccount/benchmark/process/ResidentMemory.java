package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how much memory a process has in RAM. A page that it shares with another process
 * counts in part (proportional set size), so that those of several can be added.
 */
final class ResidentMemory {

	private static final Pattern LINE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");

	private ResidentMemory() {
	}

	static long bytesOf(long pid) throws IOException {
		return parse(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
	}

	static long parse(String rollup) {
		Matcher matcher = LINE.matcher(rollup);
		if (!matcher.find()) {
			throw new IllegalArgumentException("No Pss in: " + rollup);
		}
		return Long.parseLong(matcher.group(1)) * 1024;
	}

}
