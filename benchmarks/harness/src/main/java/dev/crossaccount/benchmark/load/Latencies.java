package dev.crossaccount.benchmark.load;

import java.util.Arrays;
import java.util.Locale;

/**
 * Holds how long answers took, each from the moment at which its request was due, in
 * microseconds.
 *
 * @param p50 the median
 * @param p99 what 99 % took at most
 * @param p999 what 99.9 % took at most
 * @param lateness how late the sender itself was with 99 % of the requests at most,
 * though it had a connection free
 */
public record Latencies(double p50, double p99, double p999, double lateness) {

	static Latencies of(long[] nanos, long[] lateNanos) {
		return new Latencies(percentile(nanos, 0.5), percentile(nanos, 0.99), percentile(nanos, 0.999),
				percentile(lateNanos, 0.99));
	}

	static Latencies parse(String line) {
		String[] words = line.strip().split(" ");
		return new Latencies(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]),
				Double.parseDouble(words[3]));
	}

	String format() {
		return String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f", this.p50, this.p99, this.p999, this.lateness);
	}

	/** The smallest value that no less than this part of all values do not exceed. */
	static double percentile(long[] nanos, double part) {
		if (nanos.length == 0) {
			throw new IllegalArgumentException("Nothing was measured");
		}
		long[] sorted = nanos.clone();
		Arrays.sort(sorted);
		return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / 1000.0;
	}

}
