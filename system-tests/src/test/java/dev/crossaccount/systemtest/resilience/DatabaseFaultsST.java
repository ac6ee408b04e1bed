package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that is away: todos are unavailable for as long, and nothing else is. */
@ResilienceTest
class DatabaseFaultsST extends FaultTest {

	/**
	 * What todo-service promises, and some for the way; for nine of ten, because all
	 * programs and this client share the machine's processors.
	 */
	private static final double BUDGET_MILLIS = 2500;

	/** The gateway's own limit for all of them, and some. */
	private static final double LIMIT_MILLIS = 6000;

	/** From the end of the fault to the last failure. */
	private static final Duration RECOVERY = Duration.ofSeconds(20);

	/** Below this, a difference in latency tells of the machine. */
	private static final double FLOOR_MILLIS = 50;

	DatabaseFaultsST(Topology topology) {
		super(topology);
	}

	/**
	 * The first failures of a program are slow, and a whole machine's few processors are
	 * busy with them: their way through it is compiled while they come.
	 */
	@BeforeAll
	static void rehearse(Topology topology) {
		Topology.Container database = topology.container("todo-database");
		try (Load load = Load.start(topology)) {
			for (Fault fault : List.of(Fault.STOPPED, Fault.RESTARTED)) {
				fault.begin(database);
				load.go(4);
				fault.end(database);
			}
			load.stop();
		}
	}

	@ParameterizedTest
	@CsvSource({ "RESTARTED, 0", "CRASHED, 0", "PAUSED, 30" })
	void shouldAnswer503AndRecoverUnaided(Fault fault, int seconds, Report.Row row) {
		row.of("PostgreSQL " + fault + ((seconds > 0) ? " for %d s".formatted(seconds) : "")
				+ ", not for the first time",
				"`/todo`: 503 with Retry-After, nine of ten in %.1f s, and again within %d s; `/dogs`: none fails, half of them as soon as ever"
					.formatted(BUDGET_MILLIS / 1000, RECOVERY.toSeconds()));
		Topology.Container database = this.topology.container("todo-database");
		try (Load load = Load.start(this.topology)) {
			load.go(3);
			long begin = System.nanoTime();
			fault.begin(database);
			load.go(seconds);
			fault.end(database);
			long end = System.nanoTime();
			awaitTodos(load, end);
			load.go(3);
			judge(load.stop(), begin, end, row);
		}
	}

	private void awaitTodos(Load load, long since) {
		Awaitility.await()
			.atMost(RECOVERY.multipliedBy(2))
			.until(() -> load.soFar().since(since).acknowledged().size() > 0);
	}

	private void judge(Load.Outcome outcome, long begin, long end, Report.Row row) {
		Load.Outcome todos = outcome.to("/todo");
		Load.Outcome failed = new Load.Outcome(todos.failures());
		double last = todos.secondsToLastFailure(end);
		Load.Outcome dogs = outcome.to("/dogs");
		Load.Outcome before = dogs.before(begin);
		Load.Outcome during = dogs.since(begin);
		row.measured(
				"%d of %d requests for todos failed, nine of ten in %.0f ms, all in %.0f ms; the last %.1f s after the end",
				failed.requests().size(), todos.requests().size(), failed.quantile(0.9), failed.quantile(1), last);
		row.measured("dogs: %d failed, half in %.0f ms (before %.0f ms), p99 %.0f ms (before %.0f ms)",
				dogs.failures().size(), during.quantile(0.5), before.quantile(0.5), during.p99(), before.p99());
		assertThat(failed.requests()).allSatisfy((sent) -> {
			assertThat(sent.status()).isEqualTo(503);
			assertThat(sent.header("Retry-After")).isNotEmpty();
			assertThat(sent.header("Content-Type")).isEqualTo("application/problem+json");
		}).as("the service's own word").anySatisfy((sent) -> assertThat(sent.body()).contains("The database"));
		assertThat(failed.quantile(0.9)).isLessThan(BUDGET_MILLIS);
		assertThat(failed.quantile(1)).isLessThan(LIMIT_MILLIS);
		assertThat(last).isLessThan(RECOVERY.toSeconds());
		assertThat(dogs.failures()).isEmpty();
		assertThat(during.quantile(0.5)).isLessThan(Math.max(FLOOR_MILLIS, 2 * before.quantile(0.5)));
		Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
	}

}
