package dev.crossaccount.systemtest;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tries ports of containers from within another one, by the only program that all of them
 * have: Bash, which connects without starting another.
 */
public final class Probe {

	/**
	 * One target at a time: trying all ports of all targets at once takes more memory
	 * than a load balancer's container has. What is neither taken nor refused within two
	 * seconds is taken for dropped.
	 */
	private static final String TARGET = """
			timeout 2 bash -c '
			for address in %s; do
			  for port in %s; do
			    { true <"/dev/tcp/$address/$port" && echo "%s:$port"; } 2>/dev/null &
			  done
			done
			wait' || [ $? = 124 ]
			""";

	private Probe() {
	}

	/** Which of the ports the source reaches of the targets: {@code service:port}. */
	public static Set<String> reached(Topology.Container source, Collection<Topology.Container> targets,
			Collection<Integer> ports) {
		String words = ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
		String script = targets.stream()
			.map((target) -> TARGET.formatted(String.join(" ", target.addresses()), words, target.service()))
			.collect(Collectors.joining());
		return source.exec("bash", "-c", "set -e\n" + script)
			.succeeds()
			.output()
			.lines()
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Proves that the source can be reached, and that this class can tell. */
	public static boolean reachesItself(Topology.Container source, Collection<Integer> ports) {
		return !reached(source, List.of(source), ports).isEmpty();
	}

}
