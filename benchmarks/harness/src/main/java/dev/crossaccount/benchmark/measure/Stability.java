package dev.crossaccount.benchmark.measure;

import java.util.List;

/** Says when a figure has stopped to change. */
final class Stability {

	private static final double CHANGE = 0.03;

	private Stability() {
	}

	/**
	 * Says whether the last three figures are within 3 % of one another.
	 * @param figures the figures so far
	 * @return whether they are
	 */
	static boolean reached(List<Double> figures) {
		int size = figures.size();
		return size >= 3 && Spread.of(figures.subList(size - 3, size)).relative() < CHANGE;
	}

}
