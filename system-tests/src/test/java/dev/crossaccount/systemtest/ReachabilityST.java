package dev.crossaccount.systemtest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the topology is cut off from the world. */
@ComposeTest
class ReachabilityST {

	private final Topology topology;

	ReachabilityST(Topology topology) {
		this.topology = topology;
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

}
