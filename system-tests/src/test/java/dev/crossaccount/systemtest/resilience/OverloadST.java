package dev.crossaccount.systemtest.resilience;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** More is asked of a provider than it can do. */
@ResilienceTest
class OverloadST extends FaultTest {

	private static final int SECONDS = 6;

	/**
	 * Up to what two todo-services can do with eight connections each to a database that
	 * takes 0.3 s for a todo.
	 */
	private static final List<Integer> RATES = List.of(30, 45, 60);

	private static final List<Load.Kind> CREATES = Collections.nCopies(9, Load.Kind.CREATE);

	private static final List<Load.Kind> CREATES_AND_NAMES = Stream.concat(CREATES.stream(), Stream.of(Load.Kind.NAME))
		.toList();

	OverloadST(Topology topology) {
		super(topology);
	}

	/** Without taking a processor from anybody. */
	@BeforeEach
	void slowDown() {
		Psql.rows(this.topology, """
				CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql
				AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END';
				CREATE TRIGGER slow BEFORE INSERT ON todo FOR EACH ROW EXECUTE FUNCTION slow()""");
	}

	@AfterEach
	void speedUp() {
		Psql.rows(this.topology, "DROP FUNCTION slow CASCADE");
	}

	@Test
	void shouldServeWhatItCanAndRefuseTheRestSoon(Report.Row row) {
		row.of("3 x capacity: three times the creates that todo-service can do",
				"goodput at least 80 % of its peak, the rest 503 with Retry-After, nine of ten by the gateway, half within 500 ms;"
						+ " /dogs: none fails, half within 500 ms; gateways stay ready; no todo lost or doubled");
		double peak = RATES.stream().mapToDouble(this::goodput).max().orElseThrow();
		Instant since = Instant.now();
		// Nine of ten are creates.
		int perSecond = (int) (3 * peak * 10 / 9);
		try (Load load = Load.start(this.topology, perSecond, CREATES_AND_NAMES)) {
			long start = System.nanoTime();
			load.go(SECONDS);
			this.topology.containers("gateway-service")
				.forEach((gateway) -> assertThat(gateway.management("health/readiness")).contains("\"UP\""));
			load.go(SECONDS);
			long end = System.nanoTime();
			Load.Outcome outcome = load.stop();
			Load.Outcome creates = outcome.to("/todo");
			Load.Outcome names = outcome.to("/dogs");
			Load.Outcome refused = new Load.Outcome(creates.failures());
			double goodput = creates.servedPerSecond(start, end);
			row.measured("of %.0f creates a second %.0f were served, %.0f %% of the peak of %.0f", 3 * peak, goodput,
					100 * goodput / peak, peak);
			row.measured("%d refused, half within %.0f ms, nine of ten within %.0f ms", refused.requests().size(),
					refused.quantile(0.5), refused.quantile(0.9));
			row.measured("/dogs: %d of %d failed, half within %.0f ms", names.failures().size(),
					names.requests().size(), names.quantile(0.5));
			assertThat(goodput).isGreaterThan(0.8 * peak);
			assertThat(refused.requests()).isNotEmpty().allSatisfy((sent) -> {
				assertThat(sent.status()).as(sent.toString()).isEqualTo(503);
				assertThat(sent.header("Retry-After")).isNotEmpty();
			});
			assertThat(refused.requests()).filteredOn((sent) -> sent.body().contains("urn:problem-type:overloaded"))
				.hasSizeGreaterThan(refused.requests().size() * 9 / 10);
			assertThat(refused.quantile(0.5)).isLessThan(500);
			assertThat(names.failures()).isEmpty();
			assertThat(names.quantile(0.5)).isLessThan(500);
			assertThat(Todos.texts(this.topology, load.run())).doesNotHaveDuplicates()
				.containsAll(creates.acknowledged());
		}
		assertThat(this.topology.compose("logs", "--since", since.toString(), "nlb-gateway", "nlb-todo")
			.succeeds()
			.output()).doesNotContain("is DOWN");
	}

	private double goodput(int perSecond) {
		try (Load load = Load.start(this.topology, perSecond, CREATES)) {
			long start = System.nanoTime();
			load.go(SECONDS);
			long end = System.nanoTime();
			return load.stop().servedPerSecond(start, end);
		}
	}

}
