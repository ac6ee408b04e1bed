package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema of todo-service's next version, brought in while this version serves: that
 * version is this one with a migration more, in {@code src/test/compose/migration}.
 */
@ResilienceTest
class MigrationST extends FaultTest {

	private static final String NEXT = "todo-service-next";

	/** Later than all that there will be. */
	private static final String VERSION = "9999";

	MigrationST(Topology topology) {
		super(topology);
	}

	@AfterEach
	@Override
	void mend() {
		try {
			super.mend();
		}
		finally {
			Psql.rows(this.topology, "ALTER TABLE todo DROP COLUMN IF EXISTS note");
			Psql.rows(this.topology, "DELETE FROM flyway_schema_history WHERE version = '" + VERSION + "'");
		}
	}

	@Test
	void shouldFailNoRequestWhileBothVersionsServe(Report.Row row) {
		row.of("migration N to N+1 under load, both versions serving", "no request fails; no todo lost or doubled");
		try (Load load = Load.start(this.topology)) {
			load.go(1);
			this.topology
				.compose("-f", "docker-compose.yml", "-f", "system-tests/src/test/compose/resilience.yml", "-f",
						"system-tests/src/test/compose/migration.yml", "up", "-d", "--no-deps", "--no-build",
						"--no-recreate", "--wait", NEXT)
				.succeeds();
			assertThat(versions()).endsWith(VERSION);
			awaitRequests();
			Load.Outcome outcome = load.stop();
			row.measured("%d requests, %d failed", outcome.requests().size(), outcome.failures().size());
			assertThat(outcome.failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
	}

	private List<String> versions() {
		return Psql.rows(this.topology,
				"SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank");
	}

	/** Waits until each instance of both versions has served some more. */
	private void awaitRequests() {
		Map<Topology.Container, Double> before = this.topology.containers()
			.stream()
			.filter((container) -> List.of("todo-service", NEXT).contains(container.service()))
			.collect(Collectors.toMap((container) -> container, MigrationST::served));
		assertThat(before).hasSize(3);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(3))
			.untilAsserted(() -> assertThat(before)
				.allSatisfy((instance, served) -> assertThat(served(instance)).isGreaterThan(served)));
	}

	private static double served(Topology.Container instance) {
		return instance
			.metrics((line) -> line.startsWith("http_server_requests_seconds_count{") && line.contains("/todo"))
			.stream()
			.mapToDouble(Double::doubleValue)
			.sum();
	}

}
