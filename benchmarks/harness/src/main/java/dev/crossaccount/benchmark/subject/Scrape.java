package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.util.List;

/**
 * Asks for a program's metrics every 5 seconds, as Prometheus does, until the harness
 * ends.
 */
class Scrape implements Runnable {

	private static final int INTERVAL_MILLIS = 5000;

	private final int port;

	Scrape(int port) {
		this.port = port;
	}

	void start() {
		Thread thread = new Thread(this, "scrape");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		while (true) {
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
