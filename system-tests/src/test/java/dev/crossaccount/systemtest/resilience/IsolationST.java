package dev.crossaccount.systemtest.resilience;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Probe;
import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a container that somebody has taken over reaches, and may do. */
@ResilienceTest
class IsolationST {

	/** Where AWS hands out credentials, and well-known addresses of the internet. */
	private static final List<String> OUTSIDE = List.of("metadata=169.254.169.254:80", "credentials=169.254.170.2:80",
			"internet=1.1.1.1:443", "internet=8.8.8.8:53");

	private static final Set<String> DOGS = Set.of("nlb-dogs", "dog-names-service");

	private static final Set<String> TODO = Set.of("nlb-todo", "todo-service", "todo-database");

	private final Topology topology;

	IsolationST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldConnectAlongTheDrawnArrowsOnly(Report.Row row) {
		row.of("every container tries every other one's every address, on all ports that anything listens on",
				"the 12 arrows of docs/architecture.md connect, nothing else does");
		long start = System.nanoTime();
		Set<String> connections = Reachability.connections(this.topology);
		row.measured("%d arrows connect, found in %.1f s", connections.size(), (System.nanoTime() - start) / 1e9);
		assertThat(connections).isEqualTo(Reachability.ARROWS);
	}

	@Test
	void shouldKeepTheTwoProvidersApart(Report.Row row) {
		row.of("two provider VPCs", "nothing of one account connects to, or shares a network with, the other");
		Set<String> connections = Reachability.connections(this.topology);
		List<String> crossing = connections.stream().filter(IsolationST::crosses).toList();
		Set<String> dogs = networks(DOGS);
		Set<String> todo = networks(TODO);
		row.measured("%d connections between them; networks %s and %s", crossing.size(), dogs, todo);
		assertThat(connections).contains("nlb-dogs -> dog-names-service:8080", "nlb-todo -> todo-service:8080");
		assertThat(crossing).isEmpty();
		assertThat(dogs).isNotEmpty().doesNotContainAnyElementsOf(todo);
	}

	@Test
	void shouldReachNothingOutside(Report.Row row) throws Exception {
		row.of("metadata address, the internet and the machine itself, from every container",
				"unreachable; nlb-gateway, which is published, reaches the machine alone");
		try (ServerSocket machine = new ServerSocket(0)) {
			int port = machine.getLocalPort();
			List<String> machines = machineAddresses();
			machines.forEach((address) -> assertThatConnects(address, port));
			List<String> targets = Stream
				.concat(OUTSIDE.stream(), machines.stream().map((address) -> "machine=%s:%d".formatted(address, port)))
				.toList();
			List<Topology.Container> containers = this.topology.containers();
			Set<String> reached = containers.parallelStream()
				.flatMap((source) -> Probe.reached(source, targets.stream())
					.stream()
					.map((target) -> source.service() + " -> " + target))
				.collect(Collectors.toCollection(TreeSet::new));
			row.measured("%d containers, %d addresses; reached: %s", containers.size(), targets.size(), reached);
			reached.remove("nlb-gateway -> machine:" + port);
			assertThat(reached).isEmpty();
		}
	}

	@Test
	void shouldNotResolveNamesOutside(Report.Row row) {
		row.of("names outside, looked up in every container", "no answer; its own name has one");
		List<Topology.Container> containers = this.topology.containers();
		List<String> resolving = containers.parallelStream().filter((container) -> {
			assertThat(container.exec("getent", "hosts", container.service()).exitCode()).as(container.name()).isZero();
			// 0: an address; 2: none; 124: none in time.
			return container.exec("timeout", "5", "getent", "hosts", "example.com").exitCode() == 0;
		}).map(Topology.Container::name).toList();
		row.measured("%d containers, of which %d resolve example.com", containers.size(), resolving.size());
		assertThat(resolving).isEmpty();
	}

	@Test
	void shouldConfineEveryContainer(Report.Row row) {
		row.of("every container inspected",
				"not root, read-only, no capability, no new privilege, nothing of the machine's; memory and processes limited");
		List<Topology.Container> containers = this.topology.containers();
		assertThat(containers).hasSize(13).allSatisfy((container) -> {
			assertThatTheKernelConfines(container);
			assertThatNothingIsTheMachines(container.description());
			JsonNode host = container.description().at("/HostConfig");
			assertThat(host.at("/Memory").asLong()).isPositive();
			assertThat(host.at("/PidsLimit").asLong()).isPositive();
			assertThat(container.description().at("/State/Health/Status").asString()).isEqualTo("healthy");
		});
		row.measured("%d containers confined", containers.size());
	}

	/** By what its first process and its file system say, not by what was asked for. */
	private static void assertThatTheKernelConfines(Topology.Container container) {
		assertThat(container.exec("cat", "/proc/1/status").succeeds().output().replaceAll("[\t ]+", " ").lines())
			.as(container.name())
			.contains("CapInh: 0000000000000000", "CapPrm: 0000000000000000", "CapEff: 0000000000000000",
					"CapBnd: 0000000000000000", "CapAmb: 0000000000000000", "NoNewPrivs: 1", "Seccomp: 2")
			.anyMatch((line) -> line.matches("Uid:( [1-9]\\d*){4}"));
		assertThat(container.exec("touch", "/written").output()).contains("Read-only file system");
	}

	/**
	 * What CIS' benchmark for Docker asks of a container's settings, beyond the above.
	 */
	private static void assertThatNothingIsTheMachines(JsonNode container) {
		JsonNode host = container.at("/HostConfig");
		assertThat(host.at("/Privileged").asBoolean()).isFalse();
		assertThat(host.at("/CapAdd").isEmpty()).isTrue();
		assertThat(host.at("/Devices").isEmpty()).isTrue();
		assertThat(host.at("/SecurityOpt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
		for (String namespace : List.of("NetworkMode", "PidMode", "IpcMode", "UTSMode", "UsernsMode", "CgroupnsMode")) {
			assertThat(host.at("/" + namespace).asString()).as(namespace).doesNotContain("host");
		}
		assertThat(container.at("/Mounts").toString()).doesNotContain("docker.sock");
		container.at("/Mounts").forEach((mount) -> {
			if (mount.at("/Type").asString().equals("bind")) {
				assertThat(mount.at("/RW").asBoolean()).as(mount.toString()).isFalse();
				assertThat(mount.at("/Propagation").asString()).as(mount.toString()).isEqualTo("rprivate");
			}
		});
		host.at("/PortBindings")
			.forEach((bindings) -> bindings
				.forEach((binding) -> assertThat(binding.at("/HostIp").asString()).isEqualTo("127.0.0.1")));
	}

	private static boolean crosses(String connection) {
		String source = connection.substring(0, connection.indexOf(' '));
		String target = connection.substring(connection.lastIndexOf(' ') + 1, connection.lastIndexOf(':'));
		return (DOGS.contains(source) && TODO.contains(target)) || (TODO.contains(source) && DOGS.contains(target));
	}

	private Set<String> networks(Set<String> services) {
		return this.topology.containers()
			.stream()
			.filter((container) -> services.contains(container.service()))
			.flatMap((container) -> container.description().at("/NetworkSettings/Networks").propertyNames().stream())
			.map((network) -> network.replace(Topology.PROJECT + "_", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Of all its networks, Docker's and others, but not the one that each container has.
	 */
	private static List<String> machineAddresses() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address instanceof Inet4Address && !address.isLoopbackAddress())
			.map(InetAddress::getHostAddress)
			.toList();
	}

	private static void assertThatConnects(String address, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 2000);
		}
		catch (Exception ex) {
			throw new AssertionError("Nothing listens at %s:%d".formatted(address, port), ex);
		}
	}

}
