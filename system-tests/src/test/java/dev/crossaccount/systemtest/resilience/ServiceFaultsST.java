package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances that die, hang and are replaced, under steady load. */
@ResilienceTest
class ServiceFaultsST {

	private final Topology topology;

	ServiceFaultsST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
		Reachability.assertThatOnlyDrawnArrowsConnect(this.topology);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldServeReadsWhileOneOfTwoInstancesIsKilled(String service, Report.Row row) throws Exception {
		row.of("kill -9 one of two instances of " + service, "no read fails; no todo lost or doubled");
		Load load = Load.start(this.topology, 200);
		Thread.sleep(3000);
		Command
			.run(Duration.ofSeconds(10), Map.of(),
					List.of("docker", "kill", "--signal=KILL", this.topology.container(service).id()))
			.succeeds();
		Thread.sleep(12000);
		Load.Outcome outcome = load.stop();
		row.measured("%d requests, %d failed reads, %d failed writes", outcome.requests().size(),
				outcome.reads().failures().size(), outcome.failures().size() - outcome.reads().failures().size());
		outcome.failures().forEach(System.out::println);
		Todos.assertThatNoneIsLostOrDoubled(this.topology, outcome);
		assertThat(outcome.reads().failures()).isEmpty();
	}

}
