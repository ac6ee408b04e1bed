package dev.crossaccount.gateway.portal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How late answers were.
 *
 * @param counts how many took at most so many milliseconds; the last one, of infinity, is
 * all of them
 */
record Latencies(NavigableMap<Double, Double> counts) {

	static Latencies of(Collection<Timer> timers) {
		NavigableMap<Double, Double> counts = new TreeMap<>(Map.of(Double.POSITIVE_INFINITY, 0.0));
		for (Timer timer : timers) {
			HistogramSnapshot snapshot = timer.takeSnapshot();
			Arrays.stream(snapshot.histogramCounts())
				.filter((bucket) -> Double.isFinite(bucket.bucket()))
				.forEach((bucket) -> add(counts, bucket));
			counts.merge(Double.POSITIVE_INFINITY, (double) snapshot.count(), Double::sum);
		}
		return new Latencies(counts);
	}

	private static void add(NavigableMap<Double, Double> counts, CountAtBucket bucket) {
		counts.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
	}

	Latencies since(Latencies earlier) {
		NavigableMap<Double, Double> difference = new TreeMap<>(this.counts);
		earlier.counts.forEach((bound, count) -> difference.merge(bound, -count, Double::sum));
		return new Latencies(difference);
	}

	double total() {
		return this.counts.lastEntry().getValue();
	}

	/**
	 * The time that a share of the answers took at most, read off between two bounds as
	 * if all between them were spread evenly.
	 * @param share such as 0.99
	 * @return milliseconds, the last finite bound for all above it, or {@code null}
	 * without answers
	 */
	@Nullable Double percentile(double share) {
		double rank = share * total();
		double bound = 0;
		double below = 0;
		for (Map.Entry<Double, Double> next : this.counts.entrySet()) {
			if (next.getValue() >= rank && next.getValue() > below) {
				double width = next.getKey() - bound;
				return Double.isInfinite(width) ? bound
						: (Double) (bound + width * (rank - below) / (next.getValue() - below));
			}
			bound = next.getKey();
			below = next.getValue();
		}
		return null;
	}

}
