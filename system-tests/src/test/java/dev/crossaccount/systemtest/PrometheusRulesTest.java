package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** That no rule is without tests, and no alert without a section that says what to do. */
class PrometheusRulesTest {

	@Test
	void shouldProveThatEachAlertFires() throws IOException {
		assertThat(alertsOf(false)).isEqualTo(PrometheusRules.alerts()).hasSizeGreaterThan(15);
	}

	@Test
	void shouldProveThatEachAlertCanBeSilent() throws IOException {
		assertThat(alertsOf(true)).isEqualTo(PrometheusRules.alerts());
	}

	@Test
	void shouldCompareEachRecordedValue() throws IOException {
		List<String> expressions = new ArrayList<>();
		for (JsonNode test : tests()) {
			test.at("/promql_expr_test").forEach((value) -> expressions.add(value.at("/expr").asString()));
		}
		assertThat(PrometheusRules.recorded()).isNotEmpty()
			.allSatisfy((name) -> assertThat(expressions).anyMatch((expression) -> expression.contains(name + ")")));
	}

	@Test
	void shouldSayWhatToDoAboutEachAlert() throws IOException {
		List<String> headings = Files.readAllLines(Command.ROOT.resolve("docs/operations.md"))
			.stream()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring(4))
			.toList();
		assertThat(headings).containsExactlyInAnyOrderElementsOf(PrometheusRules.alerts());
		assertThat(PrometheusRules.all()).filteredOn(PrometheusRules.Rule::isAlert).allSatisfy((rule) -> {
			assertThat(rule.node().at("/annotations/runbook").asString())
				.isEqualTo("docs/operations.md#" + rule.name().toLowerCase(Locale.ROOT));
			assertThat(rule.node().at("/labels/severity").asString()).isIn("page", "ticket");
		});
	}

	/** Alerts that some test expects, or expects not. */
	private static Set<String> alertsOf(boolean silent) throws IOException {
		Set<String> alerts = new TreeSet<>();
		for (JsonNode test : tests()) {
			test.at("/alert_rule_test").forEach((expectation) -> {
				if (expectation.at("/exp_alerts").isEmpty() == silent) {
					alerts.add(expectation.at("/alertname").asString());
				}
			});
		}
		return alerts;
	}

	private static List<JsonNode> tests() throws IOException {
		List<JsonNode> tests = new ArrayList<>();
		try (Stream<Path> files = Files.list(PrometheusRules.TESTS)) {
			files.forEach((file) -> PrometheusRules.read(file).at("/tests").forEach(tests::add));
		}
		return tests;
	}

}
