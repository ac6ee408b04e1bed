package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds what {@code /proc/<pid>/stat} says of a process, all its threads included.
 *
 * @param ticks time on a processor, in user mode and in the kernel
 * @param ticksOfChildren the same of children that ended and were waited for
 * @param started when it was started, in ticks since the machine was; with the id it
 * names a process for good
 */
record ProcessStat(long ticks, long ticksOfChildren, long started) {

	private static final int USER = 14;

	private static final int KERNEL = 15;

	private static final int CHILDREN_USER = 16;

	private static final int CHILDREN_KERNEL = 17;

	private static final int STARTED = 22;

	static ProcessStat of(long pid) throws IOException {
		return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
	}

	/** The name of the program, in brackets, may hold blanks and brackets itself. */
	static ProcessStat parse(String line) {
		String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
		return new ProcessStat(field(fields, USER) + field(fields, KERNEL),
				field(fields, CHILDREN_USER) + field(fields, CHILDREN_KERNEL), field(fields, STARTED));
	}

	/** Counts as proc(5) does, where the state, first after the name, is the third. */
	private static long field(String[] fields, int number) {
		return Long.parseLong(fields[number - 3].strip());
	}

}
