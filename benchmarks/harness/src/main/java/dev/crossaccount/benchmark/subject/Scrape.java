package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.util.List;

import dev.crossaccount.benchmark.process.Program;

/** Asks for a program's metrics every 5 seconds, as Prometheus does, while that runs. */
class Scrape implements Runnable {

	private static final int INTERVAL_MILLIS = 5000;

	private final Program program;

	private final int port;

	Scrape(Program program, int port) {
		this.program = program;
		this.port = port;
	}

	void start() {
		Thread thread = new Thread(this, "scrape");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		while (this.program.isAlive()) {
			try {
				Thread.sleep(INTERVAL_MILLIS);
				Http.get(this.port, "/actuator/prometheus", List.of());
			}
			catch (IOException ex) {
				// It starts or stops; that it answers is checked by the requests that are
				// measured.
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

}
