package dev.crossaccount.benchmark.load;

import java.time.Duration;
import java.util.List;

import dev.crossaccount.benchmark.process.Cores;

/**
 * Sends by {@link ClosedLoop} what h2load can't: it takes an answer without a reason
 * phrase, as Tomcat's are, for a failure. It costs more processor time than h2load, so it
 * is not for proxies.
 */
public final class OwnLoad implements Saturating {

	private final JavaSender sender;

	/**
	 * Makes a load.
	 * @param cores where it runs
	 */
	public OwnLoad(Cores cores) {
		this.sender = new JavaSender(cores);
	}

	@Override
	public double send(Load load, int connections, long requests, Duration limit) {
		return Double.parseDouble(
				this.sender.run(List.of(), ClosedLoop.class, load, List.of(connections, requests, limit.toSeconds())));
	}

}
