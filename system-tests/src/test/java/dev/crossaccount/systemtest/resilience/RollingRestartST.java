package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each tier replaced under steady load, as docs/operations.md says. */
@ResilienceTest
class RollingRestartST extends FaultTest {

	private static final String EXPECTED = "no request fails; no todo lost or doubled";

	/** Which take some three seconds to come: for longer than a reload lasts. */
	private static final int CONNECTIONS = 1500;

	RollingRestartST(Topology topology) {
		super(topology);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "dog-names-service", "todo-service" })
	void shouldReplaceAllInstancesUnnoticed(String service, Report.Row row) throws IOException {
		row.of("replace all instances of " + service, EXPECTED);
		List<String> old = instances(service);
		String commands = commands().get(0).replace("gateway-service", service);
		assertUnnoticed(row, () -> this.topology.shell(commands).succeeds());
		assertThat(instances(service)).hasSize(2).doesNotContainAnyElementsOf(old);
	}

	@Test
	void shouldReloadLoadBalancersAndEndpointsUnnoticed(Report.Row row) throws IOException {
		row.of("reload each load balancer and endpoint", EXPECTED + "; none on a connection of its own either");
		try (NewConnections others = new NewConnections(this.topology)) {
			String command = commands().get(1);
			assertUnnoticed(row, () -> Stream.of("nlb-gateway", "vpce-dogs", "vpce-todo", "nlb-dogs", "nlb-todo")
				.forEach((proxy) -> reload(proxy, command)));
			assertKept("nlb-gateway", command);
			Queue<String> answers = others.stop();
			row.measured("%d on connections of their own", answers.size());
			assertThat(answers).isNotEmpty().allMatch("HTTP/1.1 200 OK"::equals);
		}
	}

	private List<String> instances(String service) {
		return this.topology.containers(service).stream().map(Topology.Container::id).toList();
	}

	private void reload(String proxy, String command) {
		long before = loaded(proxy);
		// The page is for whoever sits at a terminal.
		this.topology.shell(command.replace("exec nlb-gateway", "exec -T " + proxy)).succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> loaded(proxy) > before);
	}

	/** What connects during a reload and just after stays connected. */
	private void assertKept(String proxy, String command) throws IOException {
		CompletableFuture<Void> reload = CompletableFuture.runAsync(() -> reload(proxy, command));
		try (Crowd crowd = new Crowd(this.topology, CONNECTIONS)) {
			reload.join();
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.during(Duration.ofSeconds(3))
				.until(() -> crowd.listen().connected() == CONNECTIONS);
		}
	}

	/** How often it took up its configuration. */
	private long loaded(String proxy) {
		return this.topology.logs(proxy).lines().filter((line) -> line.contains("Loading success")).count();
	}

	private void assertUnnoticed(Report.Row row, Runnable replacement) {
		try (Load load = Load.start(this.topology)) {
			load.go(2);
			replacement.run();
			load.go(2);
			Load.Outcome outcome = load.stop();
			row.measured("of %d requests %d failed, p99 %.0f ms, slowest %.0f ms", outcome.requests().size(),
					outcome.failures().size(), outcome.p99(), outcome.quantile(1));
			assertThat(outcome.failures()).isEmpty();
			Repeats.assertThatEachTodoIsThereOnce(this.topology, outcome);
		}
	}

	/** How instances are replaced, and how a proxy is reloaded. */
	private static List<String> commands() throws IOException {
		return Documented.commands("docs/operations.md", "Restart, replace, drain");
	}

}
