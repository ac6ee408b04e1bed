package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds what {@code /proc/stat} says of all processors together.
 *
 * @param busy ticks in which they worked for somebody on this machine
 * @param stolen ticks in which they could not, because the host had other guests to serve
 */
record MachineStat(long busy, long stolen) {

	private static final int IDLE = 4;

	private static final int WAITING = 5;

	private static final int STOLEN = 8;

	static MachineStat read() throws IOException {
		return parse(Files.readString(Path.of("/proc/stat")));
	}

	/**
	 * The first line: cpu user nice system idle iowait irq softirq steal guest
	 * guest_nice.
	 */
	static MachineStat parse(String text) {
		String[] fields = text.lines().findFirst().orElseThrow().split("\\s+");
		long busy = 0;
		// What guests took is part of user and nice.
		for (int i = 1; i < STOLEN; i++) {
			busy += (i == IDLE || i == WAITING) ? 0 : Long.parseLong(fields[i]);
		}
		return new MachineStat(busy, Long.parseLong(fields[STOLEN]));
	}

}
