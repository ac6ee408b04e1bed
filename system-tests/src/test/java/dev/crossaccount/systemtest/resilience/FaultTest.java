package dev.crossaccount.systemtest.resilience;

import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Each test breaks something in a topology that is warm, after which everything is mended
 * and only the drawn arrows connect.
 */
abstract class FaultTest {

	final Topology topology;

	FaultTest(Topology topology) {
		this.topology = topology;
	}

	@BeforeEach
	void warmUp() {
		Load.warmUp(this.topology);
	}

	@AfterEach
	void mend() {
		this.topology.restore();
		Reachability.assertThatOnlyDrawnArrowsConnect(this.topology);
	}

}
