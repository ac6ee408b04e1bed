package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.List;

import org.springframework.util.unit.DataSize;

/** Writes durations and sizes as people do: in the largest unit that fits. */
public final class Units {

	private static final List<Unit> TIMES = List.of(new Unit("h", 3_600_000), new Unit("m", 60_000),
			new Unit("s", 1000));

	private static final List<Unit> SIZES = List.of(new Unit("GB", 1 << 30), new Unit("MB", 1 << 20),
			new Unit("KB", 1 << 10));

	private Units() {
	}

	/** Such as {@code 5s} or {@code 1500ms}. */
	public static String text(Duration duration) {
		return duration.isZero() ? "0s" : text(duration.toMillis(), TIMES, "ms");
	}

	/** Such as {@code 1MB}. */
	public static String text(DataSize size) {
		return text(size.toBytes(), SIZES, "B");
	}

	private static String text(long value, List<Unit> largestFirst, String smallest) {
		return largestFirst.stream()
			.filter((unit) -> value != 0 && value % unit.size() == 0)
			.findFirst()
			.map((unit) -> value / unit.size() + unit.name())
			.orElse(value + smallest);
	}

	private record Unit(String name, long size) {
	}

}
