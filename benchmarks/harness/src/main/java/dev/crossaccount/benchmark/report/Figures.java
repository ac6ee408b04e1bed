package dev.crossaccount.benchmark.report;

import java.util.Locale;
import java.util.Optional;

import dev.crossaccount.benchmark.measure.Spread;

/** Writes figures as people read them. */
final class Figures {

	static final String NONE = "–";

	private Figures() {
	}

	/** Three significant digits, and no more after the point than these. */
	static String number(double value) {
		double size = Math.abs(value);
		int digits = (size >= 100) ? 0 : (size >= 10) ? 1 : 2;
		return String.format(Locale.ROOT, "%,." + digits + "f", value);
	}

	static String spread(Optional<Spread> spread) {
		return spread
			.map((value) -> "%s (%s–%s)".formatted(number(value.median()), number(value.min()), number(value.max())))
			.orElse(NONE);
	}

	static String median(Optional<Spread> spread) {
		return spread.map((value) -> number(value.median())).orElse(NONE);
	}

	static String ratio(Optional<Spread> value, Optional<Spread> base) {
		return (value.isPresent() && base.isPresent())
				? String.format(Locale.ROOT, "%.2f", value.get().median() / base.get().median()) : NONE;
	}

	static String mebibytes(Optional<Spread> bytes) {
		return bytes.map((value) -> number(value.median() / (1024 * 1024))).orElse(NONE);
	}

}
