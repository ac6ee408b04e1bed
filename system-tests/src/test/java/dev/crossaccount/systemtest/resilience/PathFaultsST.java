package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What may go wrong on the way to a provider, under steady load. */
@ResilienceTest
class PathFaultsST extends FaultTest {

	/**
	 * As long as a gateway may keep a name's address, and a moment to connect elsewhere.
	 */
	private static final Duration UNTIL_MOVED = Duration.ofSeconds(30);

	private static final Pattern OPEN = Pattern.compile("(?m)^gateway_breaker_state\\{.*provider=\"todo\".*} 2\\.0$");

	/** Below that, a difference is the machine's noise. */
	private static final double NOISE_MILLIS = 150;

	PathFaultsST(Topology topology) {
		super(topology);
	}

	@Test
	void shouldFollowAnEndpointToAnotherAddress(Report.Row row) {
		row.of("an endpoint is gone, and another one there at another address",
				"nothing fails that is sent 30 s later or after; no todo lost or doubled");
		Topology.Container old = this.topology.container("vpce-todo");
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			this.topology
				.compose("up", "-d", "--no-deps", "--no-recreate", "--wait", "--scale", "vpce-todo=2", "vpce-todo")
				.succeeds();
			Fault.docker("rm", "--force", old.id());
			long gone = System.nanoTime();
			load.go(UNTIL_MOVED.plusSeconds(4).toSeconds());
			Load.Outcome outcome = load.stop();
			row.measured("of %d requests %d failed, the last one sent %.1f s after", outcome.requests().size(),
					outcome.failures().size(), outcome.secondsToLastFailure(gone));
			assertThat(outcome.to("/dogs").failures()).isEmpty();
			assertThat(outcome.since(gone + UNTIL_MOVED.toNanos()).failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
		assertThat(this.topology.container("vpce-todo").addresses()).doesNotContainAnyElementsOf(old.addresses());
	}

	@Test
	void shouldServeWhileAllTargetsAreUnhealthy(Report.Row row) {
		row.of("all targets of dog-names-service unhealthy by the load balancer's checks", "fail open: nothing fails");
		this.topology
			.compose(Duration.ofMinutes(2), Map.of(), "-f", "docker-compose.yml", "-f",
					"system-tests/src/test/compose/unhealthy.yml", "up", "-d", "--no-deps", "--timeout",
					Topology.AT_ONCE, "nlb-dogs")
			.succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> this.topology.logs("nlb-dogs").contains("backend 'targets' has no server available"));
		Load.warmUp(this.topology);
		try (Load load = Load.start(this.topology)) {
			load.go(5);
			Load.Outcome outcome = load.stop();
			row.measured("of %d requests %d failed", outcome.to("/dogs").requests().size(), outcome.failures().size());
			assertThat(outcome.failures()).isEmpty();
		}
	}

	@Test
	void shouldKeepAProviderThatHangsFromTheOther(Report.Row row) {
		row.of("pause all instances of todo-service",
				"504 after 5 s, then 503 at once; nine of ten of /dogs as soon as before");
		List<Topology.Container> paused = this.topology.containers("todo-service");
		Load.Outcome outcome;
		try (Load load = Load.start(this.topology)) {
			load.go(10);
			long since = System.nanoTime();
			paused.parallelStream().forEach(Fault.PAUSED::begin);
			try {
				load.go(10);
				// Docker's client, which reads the metrics, takes processor time from
				// all.
				long asked = System.nanoTime();
				awaitOpenBreaker();
				long open = System.nanoTime();
				load.go(2);
				outcome = load.stop();
				assertKeptFromTheOther(outcome, since, asked, open, row);
			}
			finally {
				paused.forEach(Fault.PAUSED::end);
			}
		}
		Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
	}

	private static void assertKeptFromTheOther(Load.Outcome outcome, long since, long asked, long open,
			Report.Row row) {
		Load.Outcome late = outcome.to("/todo").since(since).answered(504);
		Load.Outcome refused = outcome.to("/todo").since(open);
		Load.Outcome dogs = outcome.to("/dogs");
		Load.Outcome before = dogs.before(since);
		Load.Outcome during = dogs.since(since).before(asked);
		row.measured(
				"%d times 504, the first after %.0f ms; breaker open when asked after %.1f s, then half within %.0f ms",
				late.requests().size(), late.quantile(0), (open - since) / 1e9, refused.quantile(0.5));
		row.measured("nine of ten of /dogs in %.0f ms (before %.0f ms), p99 %.0f ms (before %.0f ms)",
				during.quantile(0.9), before.quantile(0.9), during.p99(), before.p99());
		assertThat(late.quantile(0)).isBetween(5000.0, 6000.0);
		assertThat(refused.answered(503).requests()).hasSizeGreaterThan(refused.requests().size() / 2);
		assertThat(refused.quantile(0.5)).isLessThan(NOISE_MILLIS);
		assertThat(dogs.failures()).isEmpty();
		assertThat(during.quantile(0.9)).isLessThan(Math.max(NOISE_MILLIS, 1.5 * before.quantile(0.9)));
	}

	private void awaitOpenBreaker() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> this.topology.containers("gateway-service")
				.stream()
				.allMatch((gateway) -> OPEN.matcher(gateway.management("prometheus")).find()));
	}

}
