package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that take their time, many at once, beside others that mean well: those are
 * served all the same, and the slow ones are cut off and counted.
 */
@AbuseTest
class SlowClientsST {

	private static final int SECONDS = 6;

	/**
	 * For half of the others, on processors that the crowd, the topology and this share;
	 * who waits for a place waits for longer.
	 */
	private static final double SOON_MILLIS = 500;

	/**
	 * Below that, a difference is the machine's noise: the crowd, the topology and this
	 * share its processors.
	 */
	private static final double NOISE_MILLIS = 1000;

	/** How often a page is read until the gateways do it as fast as they can. */
	private static final int UNTIL_COMPILED = 100;

	/** The time limits of abuse.yml are 2 s each; the machine may be busy. */
	private static final Duration CUT = Duration.ofSeconds(15);

	private static final String OTHERS = "of the others none fails, and once the crowd is there half is within 500 ms, p99 within 1 s or 1.5 times what it was";

	private static final String POST = "POST /todo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\n"
			+ "Content-Length: 1000\\r\\n\\r\\n";

	private final Topology topology;

	SlowClientsST(Topology topology) {
		this.topology = topology;
	}

	@BeforeEach
	void warmUp() {
		Load.warmUp(this.topology);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "500, trickling headers, GET /todo HTTP/1.1\\r\\nX: , x",
			"500, half-open: one byte and nothing more, G, ''", "100, bodies that do not come, " + POST + "{, ''" })
	void shouldCutOffWhoSendsSlowly(int count, String name, String start, String trickle, Report.Row row)
			throws Exception {
		row.of(count + " " + name, "each gets 408, is cut off and counted; " + OTHERS);
		double counted = refusals("request-timeout");
		beside(row, count, (load, crowd) -> {
			crowd.say(start.replace("\\r\\n", "\r\n"));
			long there = System.nanoTime();
			Awaitility.await()
				.atMost(CUT)
				.pollInterval(Duration.ofMillis(200))
				.until(() -> crowd.say(trickle).listen().connected() == 0);
			row.measured("answers: %s", crowd.answers());
			assertThat(crowd.answers()).isEqualTo(Map.of("408", (long) count));
			return new Stay(there, System.nanoTime());
		});
		assertThat(refusals("request-timeout") - counted).isEqualTo(count);
	}

	@Test
	void shouldCutOffWhoDoesNotRead(Report.Row row) throws Exception {
		row.of("100 clients that ask for the script of /docs again and again and read nothing",
				"each is cut off and counted; " + OTHERS);
		String path = script();
		for (int i = 0; i < UNTIL_COMPILED; i++) {
			Wire.send(this.topology.port(), "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(path));
		}
		double counted = refusals("client-closed");
		beside(row, 100, (load, crowd) -> {
			crowd.say("GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path).repeat(10));
			// All at once get as much as the kernels in between take.
			load.go(1);
			long there = System.nanoTime();
			load.go(SECONDS);
			// Docker's client, which reads the metrics, takes processor time from all.
			Stay stay = new Stay(there, System.nanoTime());
			Awaitility.await()
				.atMost(CUT)
				.pollInterval(Duration.ofSeconds(2))
				.until(() -> refusals("client-closed") - counted >= 100);
			Awaitility.await().atMost(CUT).until(() -> crowd.listen().connected() == 0);
			return stay;
		});
		row.measured("%.0f counted", refusals("client-closed") - counted);
	}

	@Test
	void shouldServeBesideIdleConnections(Report.Row row) throws Exception {
		row.of("5,000 idle connections", "all are kept; " + OTHERS);
		double before = openFiles();
		beside(row, 5000, (load, crowd) -> {
			long there = System.nanoTime();
			load.go(SECONDS);
			Stay stay = new Stay(there, System.nanoTime());
			assertThat(crowd.listen().connected()).isEqualTo(5000);
			assertThat(openFiles() - before).as("connections that the gateways have").isGreaterThan(4900);
			return stay;
		});
	}

	@Test
	void shouldNotSpeakHttp2(Report.Row row) throws IOException {
		row.of("HTTP/2 by prior knowledge, and by Upgrade: h2c", "400 and closed; answered as HTTP/1.1");
		String settings = "\0\0\0\4\0\0\0\0\0";
		String headers = "\0\0\1\1\4\0\0\0\1\u0082";
		Wire.Answers known = Wire.send(this.topology.port(),
				"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settings + headers.repeat(1000));
		Wire.Answers upgrade = Wire.send(this.topology.port(), "GET /dogs HTTP/1.1\r\nHost: a\r\n"
				+ "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
		row.measured("answered %s and %s", known.statuses(), upgrade.statuses());
		assertThat(known.statuses()).containsExactly(400);
		assertThat(known.closed()).isTrue();
		assertThat(upgrade.statuses()).containsExactly(200);
	}

	/** Sends good requests before the crowd comes and while it is there. */
	private void beside(Report.Row row, int count, Abuse abuse) throws Exception {
		Map<String, String> restarts = restarts();
		try (Load load = Load.start(this.topology)) {
			load.go(SECONDS);
			long come = System.nanoTime();
			try (Crowd crowd = new Crowd(this.topology, count)) {
				Stay stay = abuse.happens(load, crowd);
				Load.Outcome outcome = load.stop();
				Load.Outcome before = outcome.before(come);
				Load.Outcome coming = outcome.since(come).before(stay.from());
				Load.Outcome during = outcome.since(stay.from()).before(stay.to());
				assertThat(coming.requests()).isNotEmpty();
				assertThat(during.requests()).isNotEmpty();
				row.measured(
						"others: half within %.0f ms (before %.0f ms), p99 %.0f ms (%.0f ms), the slowest while the crowd came %.0f ms; %d of %d failed; memory of the gateways %s",
						during.quantile(0.5), before.quantile(0.5), during.p99(), before.p99(), coming.quantile(1),
						outcome.failures().size(), outcome.requests().size(), memory());
				assertThat(outcome.failures()).isEmpty();
				assertThat(restarts()).as("none ran out of memory").isEqualTo(restarts);
				assertThat(during.quantile(0.5)).isLessThan(SOON_MILLIS);
				assertThat(during.p99()).isLessThan(Math.max(NOISE_MILLIS, 1.5 * before.p99()));
			}
		}
	}

	/** More than a kernel holds for a client. */
	private String script() {
		Matcher script = Pattern.compile("/docs/[^\"]*bundle.js").matcher(this.topology.send("GET", "/docs").body());
		assertThat(script.find()).isTrue();
		return script.group();
	}

	/** How often the gateways gave that reason so far. */
	private double refusals(String reason) {
		return this.topology.sum("gateway-service",
				(line) -> line.startsWith("gateway_refusals_total") && line.contains("\"" + reason + "\""));
	}

	/** Of both gateways. */
	private double openFiles() {
		return this.topology.sum("gateway-service", (line) -> line.startsWith("process_files_open_files"));
	}

	/** How often each container was started again. */
	private Map<String, String> restarts() {
		Map<String, String> restarts = new TreeMap<>();
		this.topology.containers()
			.forEach((container) -> restarts.put(container.name(), container.description().at("/RestartCount") + " "
					+ container.description().at("/State/OOMKilled")));
		return restarts;
	}

	/** Of what the gateways may use. */
	private String memory() {
		List<String> words = new ArrayList<>(List.of("docker", "stats", "--no-stream", "--format", "{{.MemPerc}}"));
		this.topology.containers("gateway-service").forEach((gateway) -> words.add(gateway.id()));
		return Command.run(Duration.ofMinutes(1), Map.of(), words).succeeds().output().strip().replace("\n", " and ");
	}

	/** What bad clients do. */
	private interface Abuse {

		Stay happens(Load load, Crowd crowd) throws Exception;

	}

	/**
	 * A time in which the crowd is there and nothing else is done, as
	 * {@link System#nanoTime} counts.
	 *
	 * @param from when all were there
	 * @param to when others may be disturbed by more than the crowd
	 */
	private record Stay(long from, long to) {

	}

}
