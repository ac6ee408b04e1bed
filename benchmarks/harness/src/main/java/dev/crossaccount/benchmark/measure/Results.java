package dev.crossaccount.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Holds the rounds of each subject in each case. */
public class Results {

	private final Map<Key, List<Round>> rounds = new LinkedHashMap<>();

	public void add(String subject, Case what, Round round) {
		this.rounds.computeIfAbsent(new Key(subject, what), (key) -> new ArrayList<>()).add(round);
	}

	/**
	 * Returns a figure of a subject in a case.
	 * @param subject name of the subject
	 * @param what the case
	 * @param figure the figure
	 * @return the figure, if it was measured
	 */
	public Optional<Spread> of(String subject, Case what, ToDoubleFunction<Round> figure) {
		return Optional.ofNullable(this.rounds.get(new Key(subject, what)))
			.map((all) -> Spread.of(all.stream().map(figure::applyAsDouble).toList()));
	}

	public Optional<Spread> cpu(String subject, Case what) {
		return of(subject, what, Round::cpuMicros);
	}

	private record Key(String subject, Case what) {
	}

}
