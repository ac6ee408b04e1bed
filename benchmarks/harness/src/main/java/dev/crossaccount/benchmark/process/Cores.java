package dev.crossaccount.benchmark.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides the machine: a subject gets the upper half of the processors for itself, so
 * that neither the load nor the upstream take its time; they share the lower half. With
 * one processor everything shares it.
 *
 * @param all how many processors there are
 */
public record Cores(int all) {

	public static Cores ofThisMachine() {
		return new Cores(Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Returns how many processors a subject has, and hence event loops or threads.
	 * @return the number
	 */
	public int ofSubject() {
		return Math.max(1, this.all / 2);
	}

	public int ofLoad() {
		return Math.max(1, this.all - ofSubject());
	}

	public List<String> forSubject(List<String> command) {
		return pinned(subjectList(), command);
	}

	public List<String> forLoad(List<String> command) {
		return pinned(list(0, ofLoad()), command);
	}

	/**
	 * Returns what tells a JVM how many processors to count on, wherever it runs.
	 * @return the option
	 */
	public String jvmOption() {
		return "-XX:ActiveProcessorCount=" + ofSubject();
	}

	/** Threads that a process starts later inherit it. */
	void pin(long pid) {
		Tool.run(Path.of("."), List.of("taskset", "-a", "-p", "-c", subjectList(), Long.toString(pid)));
	}

	private String subjectList() {
		return list(this.all - ofSubject(), this.all);
	}

	private static String list(int from, int to) {
		return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
	}

	private static List<String> pinned(String processors, List<String> command) {
		List<String> words = new ArrayList<>(List.of("taskset", "-c", processors));
		words.addAll(command);
		return words;
	}

}
