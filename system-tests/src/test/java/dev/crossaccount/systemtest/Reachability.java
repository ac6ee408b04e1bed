package dev.crossaccount.systemtest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Who connects to whom: only the arrows of docs/architecture.md do. */
public final class Reachability {

	/** Which do, as {@link #connections} writes them. */
	public static final Set<String> ARROWS = Set.of(
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

	private static final int AT_ONCE = 6;

	private Reachability() {
	}

	/**
	 * Tries every container's every address and port from every other container:
	 * {@code source -> target:port}.
	 */
	public static Set<String> connections(Topology topology) {
		// One that is on no network reaches nothing, and listens nowhere that others are.
		List<Topology.Container> containers = topology.containers()
			.stream()
			.filter((container) -> !container.description().at("/HostConfig/NetworkMode").asString().equals("none"))
			.toList();
		Map<Topology.Container, Set<Integer>> listening = ofEach(containers, Reachability::listeningPorts);
		Set<Integer> ports = listening.values()
			.stream()
			.flatMap(Set::stream)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(ports).contains(80, 8080, 8081, 5432, 6379);
		return ofEach(containers,
				(source) -> connections(source, listening.getOrDefault(source, Set.of()), containers, ports))
			.values()
			.stream()
			.flatMap(Set::stream)
			.collect(Collectors.toSet());
	}

	/**
	 * Asks many at once: most of the time goes into waiting for what does not answer. Not
	 * all, or some would wait for a processor instead, and not see what does.
	 */
	private static <T> Map<Topology.Container, T> ofEach(List<Topology.Container> containers,
			Function<Topology.Container, T> question) {
		ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
		try {
			Map<Topology.Container, CompletableFuture<T>> answers = containers.stream()
				.collect(Collectors.toMap(Function.identity(),
						(container) -> CompletableFuture.supplyAsync(() -> question.apply(container), threads)));
			return answers.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (answer) -> answer.getValue().join()));
		}
		catch (CompletionException ex) {
			throw new AssertionError(ex.getMessage(), ex);
		}
		finally {
			threads.shutdownNow();
		}
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

	private static Set<String> connections(Topology.Container source, Set<Integer> own,
			List<Topology.Container> containers, Set<Integer> ports) {
		// Not other instances of its service: they share a subnet, as they share a
		// security group. But itself, to prove that it can tell.
		List<Topology.Container> targets = containers.stream()
			.filter((target) -> target.id().equals(source.id()) || !target.service().equals(source.service()))
			.toList();
		Set<String> reached = Probe.reached(source, targets, ports);
		assertThat(reached).as("%s reaches itself", source.name())
			.containsAnyElementsOf(own.stream().map((port) -> source.service() + ":" + port).toList());
		return reached.stream()
			.filter((port) -> !port.startsWith(source.service() + ":"))
			.map((port) -> source.service() + " -> " + port)
			.collect(Collectors.toSet());
	}

}
