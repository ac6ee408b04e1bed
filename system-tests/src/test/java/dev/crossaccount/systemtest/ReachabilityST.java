package dev.crossaccount.systemtest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tries every container's every address and port from every other container: only the
 * arrows of docs/architecture.md connect.
 */
@ComposeTest
class ReachabilityST {

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

	private final Topology topology;

	ReachabilityST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldConnectAlongTheDrawnArrowsOnly() {
		List<Topology.Container> containers = this.topology.containers();
		Set<Integer> ports = new TreeSet<>();
		containers.forEach((container) -> ports.addAll(listeningPorts(container)));
		assertThat(ports).contains(80, 8080, 8081, 5432, 6379);
		// Most of the time goes into waiting for what is dropped.
		Set<String> connections = containers.parallelStream()
			.flatMap((source) -> connections(source, containers, ports))
			.collect(Collectors.toSet());
		assertThat(connections).containsExactlyInAnyOrderElementsOf(ARROWS);
	}

	@Test
	void shouldHaveNoRouteToTheInternet() {
		for (Topology.Container container : this.topology.containers()) {
			String routes = container.exec("cat", "/proc/net/route").succeeds().output();
			boolean defaultRoute = routes.lines().skip(1).anyMatch((line) -> "00000000".equals(line.split("\\s+")[1]));
			assertThat(defaultRoute).as("a default route in " + container.name())
				.isEqualTo(container.service().equals("nlb-gateway"));
		}
	}

	@Test
	void shouldLetNothingOutOfTheEdge() {
		// nlb-gateway has a default route because it publishes a port; its packets keep
		// their private source address
		// and so get no answer.
		var edge = this.topology.json("network", "inspect", Topology.PROJECT + "_edge");
		assertThat(edge.at("/0/Options/com.docker.network.bridge.enable_ip_masquerade").asString()).isEqualTo("false");
		// Nor does it resolve names outside: Docker's own resolver asks nobody else.
		assertThat(this.topology.containers()).filteredOn((container) -> container.service().equals("nlb-gateway"))
			.allSatisfy((container) -> assertThat(container.description().at("/HostConfig/Dns").toString())
				.isEqualTo("[\"127.0.0.1\"]"));
	}

	@Test
	void shouldPublishTheGatewaysLoadBalancerOnly() {
		for (Topology.Container container : this.topology.containers()) {
			assertThat(container.description().at("/HostConfig/PortBindings").isEmpty()).as(container.name())
				.isEqualTo(!container.service().equals("nlb-gateway"));
		}
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
