package dev.crossaccount.benchmark.measure;

import java.util.List;

/** Says when a figure has stopped to change. */
final class Stability {

	private static final double CHANGE = 0.03;

	private Stability() {
	}

	/**
	 * Says whether each of the last two figures is within 3 % of the one before it.
	 * @param figures the figures so far
	 * @return whether they are
	 */
	static boolean reached(List<Double> figures) {
		int size = figures.size();
		return size >= 3 && close(figures.get(size - 3), figures.get(size - 2))
				&& close(figures.get(size - 2), figures.get(size - 1));
	}

	private static boolean close(double before, double after) {
		return Math.abs(after - before) < CHANGE * before;
	}

}
