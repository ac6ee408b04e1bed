package dev.crossaccount.benchmark.subject;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.crossaccount.benchmark.process.Program;

/** Waits for programs. */
public final class Patience {

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final int INTERVAL_MILLIS = 5;

	private Patience() {
	}

	/**
	 * Waits until a program does what it should.
	 * @param program the program
	 * @param condition whether it does
	 * @throws IllegalStateException with what it printed, if it ended, or does not in
	 * time
	 */
	public static void until(Program program, BooleanSupplier condition) {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (!condition.getAsBoolean()) {
			if (!program.isAlive() || System.nanoTime() > end) {
				throw new IllegalStateException("%s %s. It said:%n%s".formatted(program.name(),
						program.isAlive() ? "is not ready after " + LIMIT : "ended", program.lastWords()));
			}
			try {
				Thread.sleep(INTERVAL_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

}
