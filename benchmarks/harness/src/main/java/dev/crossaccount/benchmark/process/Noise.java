package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds out how much of the machine others took, who are not part of the measurement. */
public final class Noise {

	private static final double NANOS_PER_TICK = 10_000_000;

	private final Programs programs;

	private final int processors;

	private final long start = System.nanoTime();

	private final long before;

	/**
	 * Begins to listen.
	 * @param programs all that is part of the measurement, besides the harness and what
	 * it waits for
	 */
	public Noise(Programs programs) {
		this.programs = programs;
		this.processors = programs.cores().all();
		this.before = foreignTicks();
	}

	/**
	 * Returns what others took since this began, other guests of the host included.
	 * @return a part of the whole machine, 0 to 1
	 */
	public double part() {
		double ticks = (System.nanoTime() - this.start) / NANOS_PER_TICK * this.processors;
		return Math.max(0, (foreignTicks() - this.before) / ticks);
	}

	private long foreignTicks() {
		try {
			MachineStat machine = MachineStat.read();
			ProcessStat harness = ProcessStat.of(ProcessHandle.current().pid());
			return machine.busy() + machine.stolen() - harness.ticks() - harness.ticksOfChildren()
					- this.programs.ticks();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
