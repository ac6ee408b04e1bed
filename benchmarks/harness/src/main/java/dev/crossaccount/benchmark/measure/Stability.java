package dev.crossaccount.benchmark.measure;

import java.util.List;

/** Says when a figure has stopped to fall. */
final class Stability {

	/** A single figure, or a few, may rise or stand by chance. */
	private static final int WINDOW = 5;

	private static final double CHANGE = 0.03;

	private Stability() {
	}

	/**
	 * Says whether the middle of the last five figures is less than 3 % below that of the
	 * five before.
	 * @param figures the figures so far
	 * @return whether it is
	 */
	static boolean reached(List<Double> figures) {
		int size = figures.size();
		return size >= 2 * WINDOW && median(figures, size - WINDOW) > (1 - CHANGE) * median(figures, size - 2 * WINDOW);
	}

	private static double median(List<Double> figures, int from) {
		return Spread.of(figures.subList(from, from + WINDOW)).median();
	}

}
