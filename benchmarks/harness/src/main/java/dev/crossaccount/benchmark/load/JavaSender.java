package dev.crossaccount.benchmark.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Tool;

/**
 * Runs a sender of ours in a JVM of its own, which prints one line of figures, or why the
 * run is void.
 */
class JavaSender {

	static final String VOID = "void: ";

	private static final List<String> JVM = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Xmx256m", "-XX:+UseSerialGC",
			// The second compiler would take its time while it is measured.
			"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"));

	private final Cores cores;

	JavaSender(Cores cores) {
		this.cores = cores;
	}

	/**
	 * Runs it.
	 * @param before words before the command
	 * @param sender its class
	 * @param load the requests
	 * @param settings its own words, before those of the request
	 * @return the line
	 * @throws VoidRunException if an answer was not right
	 */
	String run(List<String> before, Class<?> sender, Load load, List<Object> settings) {
		List<String> words = new ArrayList<>(before);
		words.addAll(JVM);
		words.add(sender.getName());
		settings.forEach((setting) -> words.add(setting.toString()));
		words.addAll(Request.words(load));
		String line = Tool.run(Path.of("").toAbsolutePath(), this.cores.forLoad(words));
		if (line.startsWith(VOID)) {
			throw new VoidRunException(line.substring(VOID.length()));
		}
		return line;
	}

}
