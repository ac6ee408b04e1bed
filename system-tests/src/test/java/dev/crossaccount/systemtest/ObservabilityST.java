package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What compose/observability.yml shows of the running topology, with an issuer of tokens
 * so that there are its keys to watch.
 */
@ComposeTest
class ObservabilityST {

	private static final String STOPPED = "dog-names-service";

	@TempDir
	private Path folder;

	private final Topology topology;

	private final int port = Topology.freePort();

	private final Prometheus prometheus = new Prometheus(this.port);

	ObservabilityST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
		this.topology.removeNetworks("authorization", "authorization-edge", "observability");
		Command
			.run(Duration.ofMinutes(1), Map.of(),
					List.of("docker", "volume", "rm", "--force", Topology.PROJECT + "_prometheus"))
			.succeeds();
	}

	@Test
	void shouldFindDataForEveryQueryAndSeeAServiceStop() throws IOException {
		// So that some are too many.
		Path rates = Files.writeString(this.folder.resolve("rates.yml"), """
				services:
				  gateway-service:
				    environment: {GATEWAY_PROVIDERS_DOGS_RATE: 1/s}
				""");
		observed(rates, "up", "-d", "--no-build", "--wait", "--timeout", Topology.AT_ONCE).succeeds();
		assertThatAllTargetsAreUp();
		assertThatPrometheusIsConfined();
		makeTraffic();
		this.topology.compose("stop", STOPPED).succeeds();
		await().untilAsserted(() -> {
			makeTraffic();
			assertThat(alerts()).contains("ServiceDown " + STOPPED, "TargetDown " + STOPPED);
		});
		assertThatRulesAreEvaluated();
		await().untilAsserted(() -> {
			makeTraffic();
			assertThat(missingMetrics()).isEmpty();
			assertThat(dashboardQueries()).hasSizeGreaterThan(40).allMatch(this.prometheus::finds);
		});
	}

	private void assertThatAllTargetsAreUp() {
		await().untilAsserted(() -> {
			List<String> targets = new ArrayList<>();
			this.prometheus.get("targets?state=active")
				.at("/activeTargets")
				.forEach((target) -> targets
					.add(target.at("/labels/job").asString() + " " + target.at("/health").asString()));
			assertThat(targets).containsExactlyInAnyOrder("gateway-service up", "gateway-service up",
					"dog-names-service up", "dog-names-service up", "todo-service up", "todo-service up");
		});
	}

	private void assertThatPrometheusIsConfined() {
		Topology.Container watcher = this.topology.container("prometheus");
		JsonNode host = watcher.description().at("/HostConfig");
		assertThat(watcher.exec("id", "-u").succeeds().output().strip()).isNotEqualTo("0");
		assertThat(host.at("/ReadonlyRootfs").asBoolean()).isTrue();
		assertThat(host.at("/CapDrop").toString()).isEqualTo("[\"ALL\"]");
		assertThat(host.at("/SecurityOpt").toString()).contains("no-new-privileges");
		assertThat(host.at("/Memory").asLong()).isPositive();
		assertThat(host.at("/PortBindings").toString()).contains("127.0.0.1").doesNotContain("0.0.0.0");
		assertThat(this.topology.containers()).filteredOn((other) -> !other.id().equals(watcher.id()))
			.allSatisfy((other) -> assertThat(Probe.reached(other, List.of(watcher), List.of(9090))).as(other.name())
				.isEmpty());
		assertThat(Probe.reachesItself(this.topology.container("gateway-service"), List.of(8081)))
			.as("what can be reached")
			.isTrue();
	}

	/** Of every kind that a panel shows. */
	private void makeTraffic() {
		for (String path : List.of("/dogs", "/dogs/males", "/dogs", "/todo", "/todo/no-such-todo", "/nothing-here")) {
			this.topology.send("GET", path);
		}
		this.topology.post("/todo", "data=refused");
	}

	private Set<String> alerts() {
		Set<String> alerts = new TreeSet<>();
		this.prometheus.get("alerts")
			.at("/alerts")
			.forEach((alert) -> alerts
				.add(alert.at("/labels/alertname").asString() + " " + alert.at("/labels/job").asString()));
		return alerts;
	}

	private void assertThatRulesAreEvaluated() {
		Set<String> names = new TreeSet<>();
		this.prometheus.get("rules").at("/groups").forEach((group) -> group.at("/rules").forEach((rule) -> {
			names.add(rule.at("/name").asString());
			assertThat(rule.at("/health").asString()).as(rule.toString()).isEqualTo("ok");
		}));
		assertThat(names).containsAll(PrometheusRules.alerts()).containsAll(PrometheusRules.recorded());
	}

	/** What rules name, and nobody measures. */
	private Set<String> missingMetrics() {
		Set<String> missing = new TreeSet<>();
		PrometheusRules.all().forEach((rule) -> missing.addAll(rule.metrics()));
		missing.removeAll(PrometheusRules.recorded());
		missing.removeAll(this.prometheus.metrics());
		return missing;
	}

	private static List<String> dashboardQueries() throws IOException {
		List<String> queries = new ArrayList<>();
		String dashboard = Files.readString(Command.ROOT.resolve("compose/grafana/dashboards/apis.json"));
		JsonMapper.shared()
			.readTree(dashboard)
			.at("/panels")
			.forEach((panel) -> panel.at("/targets")
				.forEach((target) -> queries
					.add(target.at("/expr").asString().replace("$__rate_interval", "1m").replace("$provider", ".*"))));
		return queries;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(2));
	}

	private Command observed(Path rates, String... words) {
		return this.topology.compose(Duration.ofMinutes(10),
				Map.of("PROMETHEUS_PORT", Integer.toString(this.port), "AUTHORIZATION_PORT",
						Integer.toString(Topology.freePort())),
				Stream
					.concat(Stream.of("-f", "docker-compose.yml", "-f", "compose/secured.yml", "-f",
							"compose/observability.yml", "-f", rates.toString()), Stream.of(words))
					.toArray(String[]::new));
	}

}
