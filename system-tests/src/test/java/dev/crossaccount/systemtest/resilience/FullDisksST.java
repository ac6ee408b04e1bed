package dev.crossaccount.systemtest.resilience;

import java.time.Duration;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Disks that are full: the database's, and that of the gateways' access logs. */
@AbuseTest
class FullDisksST extends FaultTest {

	/** Keeps the database's disk while the database dies. */
	private static final String DISK = "todo-database-disk";

	private static final String DROPPED = "gateway_access_log_dropped_total ";

	FullDisksST(Topology topology) {
		super(topology);
	}

	/** Before everything else is mended, which cannot be while the disk is full. */
	@AfterEach
	void empty() {
		disk("rm -f /disk/filler");
	}

	@Test
	void shouldServeWithoutTheAccessLog(Report.Row row) {
		row.of("disk of the gateway's access log full", "no request fails; lost lines are counted");
		try (Load load = Load.start(this.topology)) {
			await().until(() -> dropped() > Load.PER_SECOND);
			load.go(2);
			Load.Outcome outcome = load.stop();
			row.measured("%d requests, %d failed; %.0f lines lost", outcome.requests().size(),
					outcome.failures().size(), dropped());
			assertThat(outcome.failures()).isEmpty();
		}
	}

	@Test
	void shouldAnswer503WhileTheDatabaseHasNoSpace(Report.Row row) {
		row.of("the database's disk full",
				"creates: 503 with Retry-After; recovery when there is space, nothing lost or corrupt");
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			long full = System.nanoTime();
			disk("dd if=/dev/zero of=/disk/filler bs=64k 2>/dev/null; true");
			fillLog();
			await().until(() -> load.soFar().since(full).failures().size() > Load.PER_SECOND);
			empty();
			long free = System.nanoTime();
			await().until(() -> !load.soFar().since(free).acknowledged().isEmpty());
			double recovery = (System.nanoTime() - free) / 1e9;
			load.go(2);
			Load.Outcome outcome = load.stop();
			row.measured("%d of %d requests for todos failed; creates succeed %.1f s after there is space",
					outcome.failures().size(), outcome.to("/todo").requests().size(), recovery);
			assertThat(outcome.to("/dogs").failures()).isEmpty();
			assertThat(outcome.failures()).allSatisfy((sent) -> {
				assertThat(sent.status()).isEqualTo(503);
				assertThat(sent.header("Retry-After")).isNotEmpty();
			});
			assertThat(this.topology.logs("todo-database")).contains("No space left on device");
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
			assertThatNothingIsCorrupt();
		}
	}

	/**
	 * Reads every page of every table and index, and compares each index to its table.
	 */
	private void assertThatNothingIsCorrupt() {
		Topology.Container database = this.topology.container("todo-database");
		Psql.rows(this.topology, "CREATE EXTENSION IF NOT EXISTS amcheck");
		Command check = database.exec("pg_amcheck", "-U", "todo", "-d", "todo", "--heapallindexed");
		assertThat(check.succeeds().output()).isBlank();
	}

	/**
	 * PostgreSQL cannot do without its log: it dies, and cannot start, until there is
	 * space again.
	 */
	private void fillLog() {
		this.topology.container("todo-database")
			.exec("psql", "-U", "todo", "-c", "SELECT pg_logical_emit_message(true, 'fill', repeat('x', 20000000))");
	}

	private void disk(String script) {
		this.topology.container(DISK).exec("sh", "-c", script).succeeds();
	}

	private double dropped() {
		return this.topology.sum("gateway-service", (line) -> line.startsWith(DROPPED));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(2));
	}

}
