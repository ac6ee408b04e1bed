package dev.crossaccount.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Holds what rounds showed of each subject in each case.
 *
 * @param <T> what a round shows
 */
public class Rounds<T> {

	private final Map<Key, List<T>> rounds = new LinkedHashMap<>();

	public void add(String subject, String what, T round) {
		this.rounds.computeIfAbsent(new Key(subject, what), (key) -> new ArrayList<>()).add(round);
	}

	/**
	 * Returns a figure of a subject in a case.
	 * @param subject name of the subject
	 * @param what the case
	 * @param figure the figure
	 * @return the figure, if it was measured
	 */
	public Optional<Spread> of(String subject, String what, ToDoubleFunction<T> figure) {
		List<T> all = rounds(subject, what);
		return all.isEmpty() ? Optional.empty()
				: Optional.of(Spread.of(all.stream().map(figure::applyAsDouble).toList()));
	}

	/**
	 * Compares two subjects, each round with the one beside it, so that what changes on
	 * the machine in the course of time falls on both.
	 * @param subject name of the subject
	 * @param base name of the one that it is compared with
	 * @param what the case
	 * @param figure the figure
	 * @return the figure as a part of the other's, if both were measured
	 */
	public Optional<Spread> ratio(String subject, String base, String what, ToDoubleFunction<T> figure) {
		List<T> these = rounds(subject, what);
		List<T> those = rounds(base, what);
		int both = Math.min(these.size(), those.size());
		return (both == 0) ? Optional.empty()
				: Optional.of(Spread.of(IntStream.range(0, both)
					.mapToObj((i) -> figure.applyAsDouble(these.get(i)) / figure.applyAsDouble(those.get(i)))
					.toList()));
	}

	/**
	 * Returns the largest of a figure, whosever it is.
	 * @param figure the figure
	 * @return the largest, or 0
	 */
	public double largest(ToDoubleFunction<T> figure) {
		return this.rounds.values().stream().flatMap(List::stream).mapToDouble(figure).max().orElse(0);
	}

	public int count(String subject, String what) {
		return rounds(subject, what).size();
	}

	private List<T> rounds(String subject, String what) {
		return this.rounds.getOrDefault(new Key(subject, what), List.of());
	}

	private record Key(String subject, String what) {
	}

}
