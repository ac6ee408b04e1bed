package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import dev.crossaccount.systemtest.Reachability;
import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A todo that was acknowledged is kept, once, whatever dies. */
@ResilienceTest
class DurabilityST {

	private static final int ROUNDS = 20;

	/** After which a program is killed that has begun to create todos again. */
	private static final int MAX_MILLIS = 700;

	private static final Duration RECOVERY = Duration.ofSeconds(60);

	private final Topology topology;

	DurabilityST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
		Reachability.assertThatOnlyDrawnArrowsConnect(this.topology);
	}

	@Test
	void shouldKeepEveryAcknowledgedTodoOnce(Report.Row row) throws InterruptedException {
		row.of(ROUNDS + " times kill -9 of PostgreSQL or an instance of todo-service, by turns, during creates",
				"every acknowledged todo is there, none twice, none that was not sent");
		long seed = Long.getLong("durability.seed", System.nanoTime());
		Random random = new Random(seed);
		long longest = 0;
		try (Creators creators = new Creators(this.topology)) {
			awaitSuccess(creators, System.nanoTime());
			for (int round = 0; round < ROUNDS; round++) {
				// The moment is the point.
				Thread.sleep(random.nextInt(MAX_MILLIS));
				List<Topology.Container> victims = this.topology
					.containers((round % 2 == 0) ? "todo-database" : "todo-service");
				Topology.Container victim = victims.get(random.nextInt(victims.size()));
				// Started by hand: what dies again and again, Docker leaves dead for up
				// to a minute.
				Fault.KILLED.begin(victim);
				Fault.KILLED.end(victim);
				longest = Math.max(longest, awaitSuccess(creators, System.nanoTime()));
			}
			creators.settle();
			row.measured("seed %d; %d todos acknowledged, %d requests repeated, none created for at most %.1f s", seed,
					creators.acknowledged().size(), creators.repeats(), longest / 1e9);
			// Of one of the gateways the breaker may still be open.
			Repeats.soon().untilAsserted(() -> assertThatEachIsKeptOnce(creators));
		}
	}

	private static long awaitSuccess(Creators creators, long since) {
		Awaitility.await()
			.atMost(RECOVERY)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> creators.succeedSince(since));
		return System.nanoTime() - since;
	}

	private void assertThatEachIsKeptOnce(Creators creators) {
		List<String> kept = Todos.texts(this.topology, creators.run());
		assertThat(kept).doesNotHaveDuplicates();
		assertThat(creators.sent()).containsAll(kept);
		assertThat(creators.acknowledged()).hasSameSizeAs(creators.sent());
		Map<String, String> idsByText = Psql
			.rows(this.topology, "SELECT data, id FROM todo WHERE data LIKE '" + creators.run() + "%'")
			.stream()
			.map((row) -> row.split("\\|"))
			.collect(Collectors.toMap((columns) -> columns[0], (columns) -> columns[1]));
		assertThat(idsByText).as("ids that clients were told").isEqualTo(creators.acknowledged());
	}

}
