package dev.crossaccount.benchmark.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.load.Latencies;

/** Holds all that was measured. */
public class Findings {

	/** A start with the AOT cache. */
	public static final String CACHED = "with AOT cache";

	/** A start without. */
	public static final String UNCACHED = "without";

	private final Map<String, String> titles = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final Rounds<Round> rounds = new Rounds<>();

	private final Rounds<Latencies> latencies = new Rounds<>();

	private final Rounds<Double> starts = new Rounds<>();

	private double rate;

	/**
	 * Says how the report calls a subject.
	 * @param name its name
	 * @param title its title
	 */
	public void name(String name, String title) {
		this.titles.putIfAbsent(name, title);
	}

	public String title(String name) {
		return this.titles.getOrDefault(name, name);
	}

	/**
	 * Adds a sentence that readers should know.
	 * @param sentence the sentence
	 */
	public void remark(String sentence) {
		this.remarks.add(sentence);
	}

	public List<String> remarks() {
		return this.remarks;
	}

	/**
	 * Returns what rounds at saturation showed, by subject and title of the case.
	 * @return the rounds
	 */
	public Rounds<Round> rounds() {
		return this.rounds;
	}

	/**
	 * Returns latencies at a fixed rate, by subject and title of the case.
	 * @return the rounds
	 */
	public Rounds<Latencies> latencies() {
		return this.latencies;
	}

	/**
	 * Returns the times from start to first answer in milliseconds, by subject and
	 * {@link #CACHED} or {@link #UNCACHED}.
	 * @return the rounds
	 */
	public Rounds<Double> starts() {
		return this.starts;
	}

	/**
	 * Returns the rate at which latencies of proxies were measured.
	 * @return requests per second
	 */
	public double rate() {
		return this.rate;
	}

	public void rate(double perSecond) {
		this.rate = perSecond;
	}

}
