package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --scale}, for the gateway and for a provider. */
@ComposeTest
class ScaleST {

	private final Topology topology;

	ScaleST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void scaleBack() {
		this.topology.restore();
	}

	@Test
	void shouldSpreadRequestsOverThreeGateways() {
		this.topology
			.compose(Duration.ofMinutes(3), Map.of(), "up", "-d", "--no-deps", "--no-recreate", "--wait", "--scale",
					"gateway-service=3", "gateway-service")
			.succeeds();
		assertThat(this.topology.containers("gateway-service")).hasSize(3);
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			for (int i = 0; i < 6; i++) {
				assertThat(curl("/dogs")).isEqualTo("200");
			}
			assertThat(targetsUsed("nlb-gateway")).hasSize(3);
		});
	}

	/** A request on a connection of its own. */
	private String curl(String path) {
		return Command.run(Duration.ofSeconds(20), Map.of(), List.of("curl", "-s", "-o", "/dev/null", "-w",
				"%{http_code}", "http://localhost:" + this.topology.port() + path))
			.output();
	}

	/**
	 * Targets that were sent connections, by the load balancer's own log since it
	 * started.
	 */
	private Set<String> targetsUsed(String loadBalancer) {
		String log = this.topology.logs(loadBalancer);
		return Pattern.compile("listener targets/(target\\d+) ")
			.matcher(log)
			.results()
			.map((MatchResult match) -> match.group(1))
			.collect(Collectors.toSet());
	}

}
