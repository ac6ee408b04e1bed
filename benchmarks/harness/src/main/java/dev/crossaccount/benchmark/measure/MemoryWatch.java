package dev.crossaccount.benchmark.measure;

import dev.crossaccount.benchmark.process.Program;

/** Looks every quarter of a second how much memory a program has in RAM. */
class MemoryWatch implements AutoCloseable, Runnable {

	private static final int INTERVAL_MILLIS = 250;

	private final Program program;

	private final Thread thread = new Thread(this, "memory");

	private volatile long most;

	MemoryWatch(Program program) {
		this.program = program;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	long most() {
		return Math.max(this.most, this.program.memory());
	}

	@Override
	public void run() {
		try {
			while (this.program.isAlive()) {
				this.most = Math.max(this.most, this.program.memory());
				Thread.sleep(INTERVAL_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
