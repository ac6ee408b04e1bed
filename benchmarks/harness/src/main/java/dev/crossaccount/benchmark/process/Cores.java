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
		return pinned(loadList(), command);
	}

	public List<String> forWarmUp(List<String> command) {
		return pinned(list(0, this.all), command);
	}

	/**
	 * Returns what tells a JVM how many processors to count on, wherever it runs.
	 * @return the option
	 */
	public String jvmOption() {
		return "-XX:ActiveProcessorCount=" + ofSubject();
	}

	public String loadList() {
		return list(0, ofLoad());
	}

	public String subjectList() {
		return list(this.all - ofSubject(), this.all);
	}

	/** Keeps the harness out of the way of subjects. */
	public void pinHarness() {
		pin(ProcessHandle.current().pid(), loadList());
	}

	/** Threads that a process starts later inherit it. */
	void pinSubject(long pid) {
		pin(pid, subjectList());
	}

	private static void pin(long pid, String processors) {
		Tool.run(Path.of("").toAbsolutePath(), List.of("taskset", "-a", "-p", "-c", processors, Long.toString(pid)));
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
