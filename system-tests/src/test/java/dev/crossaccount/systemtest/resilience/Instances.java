package dev.crossaccount.systemtest.resilience;

import java.time.Duration;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** The instances of a service, while they come and go. */
final class Instances {

	private Instances() {
	}

	/**
	 * Waits until that many are there and healthy, whatever makes them so. It asks
	 * seldom: Docker's client takes processor time from the programs that start.
	 */
	static void awaitHealthy(Topology topology, String service, int number) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(3))
			.untilAsserted(() -> assertThat(topology.containers(service)).hasSize(number)
				.allSatisfy((container) -> assertThat(container.description().at("/State/Health/Status").asString())
					.isEqualTo("healthy")));
	}

}
