package dev.crossaccount.benchmark.process;

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
		return pinned(IntStream.range(this.all - ofSubject(), this.all), command);
	}

	public List<String> forLoad(List<String> command) {
		return pinned(IntStream.range(0, ofLoad()), command);
	}

	private static List<String> pinned(IntStream processors, List<String> command) {
		List<String> words = new ArrayList<>(
				List.of("taskset", "-c", processors.mapToObj(Integer::toString).collect(Collectors.joining(","))));
		words.addAll(command);
		return words;
	}

}
