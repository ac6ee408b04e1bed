package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that is away: todos are unavailable for as long, and nothing else is. */
@ResilienceTest
class DatabaseFaultsST {

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

	private final Topology topology;

	DatabaseFaultsST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
	}

	@AfterAll
	static void assertThatOnlyDrawnArrowsConnect(Topology topology) {
		Reachability.assertThatOnlyDrawnArrowsConnect(topology);
	}

	@ParameterizedTest
	@EnumSource
	void shouldAnswer503AndRecoverUnaided(Fault fault, Report.Row row) {
		row.of("PostgreSQL " + fault.words,
				"`/todo`: 503 with Retry-After, nine of ten in %.1f s, and again within %d s; `/dogs`: none fails, half of them as soon as ever"
					.formatted(BUDGET_MILLIS / 1000, RECOVERY.toSeconds()));
		Load.warmUp(this.topology);
		Topology.Container database = this.topology.container("todo-database");
		try (Load load = Load.start(this.topology, Load.PER_SECOND)) {
			load.go(3 * Load.PER_SECOND);
			long begin = System.nanoTime();
			fault.begin.accept(database);
			load.go((long) fault.seconds * Load.PER_SECOND);
			fault.end.accept(database);
			long end = System.nanoTime();
			awaitTodos(load, end);
			load.go(3 * Load.PER_SECOND);
			judge(load.stop(), begin, end, row);
		}
	}

	private void awaitTodos(Load load, long since) {
		Awaitility.await()
			.atMost(RECOVERY.multipliedBy(2))
			.until(() -> load.soFar().since(since).acknowledged().size() > 0);
	}

	private void judge(Load.Outcome outcome, long begin, long end, Report.Row row) {
		List<Load.Sent> failures = outcome.to("/todo").failures();
		Load.Outcome failed = new Load.Outcome(failures);
		long last = failures.stream().mapToLong(Load.Sent::start).max().orElse(end);
		Load.Outcome dogs = outcome.to("/dogs");
		Load.Outcome before = dogs.before(begin);
		Load.Outcome during = dogs.since(begin);
		row.measured(
				"%d of %d requests for todos failed, nine of ten in %.0f ms, all in %.0f ms; the last %.1f s after the end",
				failures.size(), outcome.to("/todo").requests().size(), failed.quantile(0.9), failed.quantile(1),
				(last - end) / 1e9);
		row.measured("dogs: %d failed, half in %.0f ms (before %.0f ms), p99 %.0f ms (before %.0f ms)",
				dogs.failures().size(), during.quantile(0.5), before.quantile(0.5), during.p99(), before.p99());
		assertThat(failures).allSatisfy((sent) -> {
			assertThat(sent.status()).isEqualTo(503);
			assertThat(sent.retryAfter()).isNotNull();
		});
		assertThat(failed.quantile(0.9)).isLessThan(BUDGET_MILLIS);
		assertThat(failed.quantile(1)).isLessThan(LIMIT_MILLIS);
		assertThat(Duration.ofNanos(last - end)).isLessThan(RECOVERY);
		assertThat(dogs.failures()).isEmpty();
		assertThat(during.quantile(0.5)).isLessThan(Math.max(FLOOR_MILLIS, 2 * before.quantile(0.5)));
		Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
	}

	/** What befalls the database, and how it ends. */
	enum Fault {

		RESTARTED("restarted", 0, (database) -> Faults.docker("restart", database.id()), (database) -> {
		}),

		KILLED("killed by SIGKILL", 0, Faults::crash, (database) -> {
		}),

		PAUSED("paused for 30 s", 30, Faults::pause, Faults::unpause),

		STOPPED("stopped for 10 s", 10, (database) -> Faults.docker("stop", database.id()),
				(database) -> Faults.docker("start", database.id()));

		private final String words;

		private final int seconds;

		private final Consumer<Topology.Container> begin;

		private final Consumer<Topology.Container> end;

		Fault(String words, int seconds, Consumer<Topology.Container> begin, Consumer<Topology.Container> end) {
			this.words = words;
			this.seconds = seconds;
			this.begin = begin;
			this.end = end;
		}

	}

}
