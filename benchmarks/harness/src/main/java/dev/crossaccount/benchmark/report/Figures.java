package dev.crossaccount.benchmark.report;

import java.util.Locale;
import java.util.Optional;

import dev.crossaccount.benchmark.measure.Spread;

/** Writes figures as people read them. */
final class Figures {

	static final String NONE = "–";

	private static final double MEBIBYTE = 1024 * 1024;

	private Figures() {
	}

	/**
	 * Three significant digits, but all before the point and no more than two after it.
	 */
	static String number(double value) {
		double size = Math.abs(value);
		int digits = (size >= 99.95) ? 0 : (size >= 9.995) ? 1 : 2;
		return String.format(Locale.ROOT, "%,." + digits + "f", value);
	}

	static String spread(Optional<Spread> spread) {
		return spread
			.map((value) -> (value.min() == value.max()) ? number(value.median())
					: "%s (%s–%s)".formatted(number(value.median()), number(value.min()), number(value.max())))
			.orElse(NONE);
	}

	static String median(Optional<Spread> spread) {
		return spread.map((value) -> number(value.median())).orElse(NONE);
	}

	static String ratio(Optional<Spread> ratio) {
		return ratio.map((value) -> String.format(Locale.ROOT, "%.2f", value.median())).orElse(NONE);
	}

	static String mebibytes(Optional<Spread> bytes) {
		return bytes.map((value) -> number(value.median() / MEBIBYTE)).orElse(NONE);
	}

}
