package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that the harness started, with the processes that it started itself. */
public final class Program {

	/** What Linux counts processor time in, towards programs: {@code USER_HZ}. */
	private static final long MICROS_PER_TICK = 10_000;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final String name;

	private final Process process;

	private final Path log;

	Program(String name, Process process, Path log) {
		this.name = name;
		this.process = process;
		this.log = log;
	}

	/**
	 * Returns the processor time that it took so far, in user mode and in the kernel.
	 * @return the time in microseconds
	 */
	public long cpuMicros() {
		return ticks() * MICROS_PER_TICK;
	}

	long ticks() {
		return processes().mapToLong((each) -> stat(each).ticks()).sum();
	}

	/**
	 * Returns how much memory it has in RAM.
	 * @return the size in bytes
	 */
	public long memory() {
		return processes().mapToLong(this::memory).sum();
	}

	/**
	 * Keeps it, with all its threads, to some processors from now on.
	 * @param cores which ones
	 */
	public void pin(Cores cores) {
		processes().forEach((each) -> cores.pinSubject(each.pid()));
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns the end of what it printed.
	 * @return the last lines
	 */
	public String lastWords() {
		try {
			String text = new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
			return text.substring(Math.max(0, text.length() - 3000));
		}
		catch (IOException ex) {
			return "(no log: " + ex.getMessage() + ")";
		}
	}

	/** Ends it, gently at first, and waits for that. */
	public void stop() {
		ProcessHandle[] all = processes().toArray(ProcessHandle[]::new);
		this.process.destroy();
		try {
			if (!this.process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				Stream.of(all).forEach(ProcessHandle::destroyForcibly);
				this.process.waitFor();
			}
		}
		catch (InterruptedException ex) {
			Stream.of(all).forEach(ProcessHandle::destroyForcibly);
			Thread.currentThread().interrupt();
		}
		Stream.of(all).filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

	private Stream<ProcessHandle> processes() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants());
	}

	private ProcessStat stat(ProcessHandle each) {
		try {
			return ProcessStat.of(each.pid());
		}
		catch (IOException ex) {
			throw gone(ex);
		}
	}

	private long memory(ProcessHandle each) {
		try {
			return ResidentMemory.bytesOf(each.pid());
		}
		catch (IOException ex) {
			throw gone(ex);
		}
	}

	private UncheckedIOException gone(IOException ex) {
		return new UncheckedIOException(this.name + " is gone. It said:\n" + lastWords(), ex);
	}

}
