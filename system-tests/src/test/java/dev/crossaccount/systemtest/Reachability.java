package dev.crossaccount.systemtest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who connects to whom: only the arrows of docs/architecture.md do. */
public final class Reachability {

	private static final Set<String> ARROWS = Set.of(
	// @formatter:off
			"nlb-gateway -> gateway-service:8080",
			"nlb-gateway -> gateway-service:8081",
			"gateway-service -> vpce-dogs:80",
			"gateway-service -> vpce-todo:80",
			"gateway-service -> valkey:6379",
			"vpce-dogs -> nlb-dogs:80",
			"vpce-todo -> nlb-todo:80",
			"nlb-dogs -> dog-names-service:8080",
			"nlb-dogs -> dog-names-service:8081",
			"nlb-todo -> todo-service:8080",
			"nlb-todo -> todo-service:8081",
			"todo-service -> todo-database:5432");
	// @formatter:on

	/** 127.0.0.11, as the kernel writes it. */
	private static final String DOCKERS_RESOLVER = "0B00007F:";

	private Reachability() {
	}

	/**
	 * Tries every container's every address and port from every other container:
	 * {@code source -> target:port}.
	 */
	public static Set<String> connections(Topology topology) {
		List<Topology.Container> containers = topology.containers();
		Set<Integer> ports = new TreeSet<>();
		containers.forEach((container) -> ports.addAll(listeningPorts(container)));
		assertThat(ports).contains(80, 8080, 8081, 5432, 6379);
		// Most of the time goes into waiting for what is dropped.
		return containers.parallelStream()
			.flatMap((source) -> connections(source, containers, ports))
			.collect(Collectors.toSet());
	}

	/** Fails unless the drawn arrows connect, and nothing else. */
	public static void assertThatOnlyDrawnArrowsConnect(Topology topology) {
		assertThat(connections(topology)).containsExactlyInAnyOrderElementsOf(ARROWS);
	}

	/**
	 * The ports that anything in the container listens on, from the kernel's own table;
	 * without Docker's resolver, which has another one in each.
	 */
	private static Set<Integer> listeningPorts(Topology.Container container) {
		String tables = container.exec("sh", "-c", "cat /proc/net/tcp /proc/net/tcp6 2>/dev/null").output();
		Set<Integer> ports = new LinkedHashSet<>();
		tables.lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((columns) -> columns[3].equals("0A") && !columns[1].startsWith(DOCKERS_RESOLVER))
			.forEach((columns) -> ports
				.add(Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16)));
		return ports;
	}

	private static Stream<String> connections(Topology.Container source, List<Topology.Container> containers,
			Set<Integer> ports) {
		assertThat(Probe.reachesItself(source, listeningPorts(source))).as("%s reaches itself", source.name()).isTrue();
		// Instances of one service share a subnet, as they share a security group.
		List<Topology.Container> targets = containers.stream()
			.filter((target) -> !target.service().equals(source.service()))
			.toList();
		return Probe.reached(source, targets, ports).stream().map((port) -> source.service() + " -> " + port);
	}

}
