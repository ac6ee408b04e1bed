package dev.crossaccount.benchmark.measure;

import java.util.Collection;

/**
 * Holds the middle of several measurements, and how far apart they were.
 *
 * @param median the middle one; of an even number the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

	public static Spread of(Collection<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("Nothing was measured");
		}
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * Returns the distance of the extremes as a part of the median.
	 * @return 0 if all are alike
	 */
	public double relative() {
		return (this.median == 0) ? 0 : (this.max - this.min) / this.median;
	}

}
