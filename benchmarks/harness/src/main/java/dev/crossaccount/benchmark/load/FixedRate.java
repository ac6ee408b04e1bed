package dev.crossaccount.benchmark.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Tool;

/** Measures latencies at a fixed rate of requests, by {@link OpenLoop}. */
public final class FixedRate {

	private static final int CONNECTIONS = 64;

	private static final int WARM_UP_SECONDS = 3;

	private final Cores cores;

	/**
	 * Makes a sender.
	 * @param cores where it runs
	 */
	public FixedRate(Cores cores) {
		this.cores = cores;
	}

	/**
	 * Measures.
	 * @param load the requests
	 * @param perSecond how many in a second
	 * @param seconds how long
	 * @return the latencies
	 * @throws VoidRunException if an answer was not right
	 */
	public Latencies measure(Load load, double perSecond, int seconds) {
		String output = Tool.run(Path.of("").toAbsolutePath(), this.cores.forLoad(command(load, perSecond, seconds)));
		if (output.startsWith("void: ")) {
			throw new VoidRunException(output.substring("void: ".length()));
		}
		return Latencies.parse(output);
	}

	/**
	 * What never sleeps must give way to whoever wakes up: the upstream has the same
	 * processors.
	 */
	private static List<String> command(Load load, double perSecond, int seconds) {
		List<String> words = new ArrayList<>(List.of("nice", "-n", "19",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
				"-cp", System.getProperty("java.class.path"), OpenLoop.class.getName()));
		words.addAll(List.of(String.valueOf(load.port()), load.path(),
				(load.body() != null) ? load.body().toString() : "-", String.valueOf(load.answerBytes()),
				String.valueOf(perSecond), String.valueOf(CONNECTIONS),
				String.valueOf((long) (perSecond * WARM_UP_SECONDS)), String.valueOf((long) (perSecond * seconds))));
		words.addAll(load.headers());
		return words;
	}

}
