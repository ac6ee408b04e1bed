package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of compose/prometheus and their tests, as they are written. */
final class PrometheusRules {

	static final Path TESTS = Command.ROOT.resolve("system-tests/src/test/prometheus");

	/** Functions and words of PromQL that look like names of metrics. */
	private static final Set<String> WORDS = Set.of("sum", "by", "rate", "increase", "or", "and", "max", "min",
			"absent", "bool", "histogram_quantile", "max_over_time");

	private PrometheusRules() {
	}

	static List<Rule> all() {
		List<Rule> rules = new ArrayList<>();
		read(Command.ROOT.resolve("compose/prometheus/rules.yml")).at("/groups")
			.forEach((group) -> group.at("/rules").forEach((rule) -> rules.add(new Rule(rule))));
		return rules;
	}

	static Set<String> alerts() {
		return names(Rule::isAlert);
	}

	static Set<String> recorded() {
		return names((rule) -> !rule.isAlert());
	}

	private static Set<String> names(Predicate<Rule> which) {
		return all().stream().filter(which).map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
	}

	static JsonNode read(Path yaml) {
		try {
			return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(yaml)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A rule.
	 *
	 * @param node what the file says of it
	 */
	record Rule(JsonNode node) {

		boolean isAlert() {
			return this.node.has("alert");
		}

		String name() {
			return this.node.at(isAlert() ? "/alert" : "/record").asString();
		}

		String expression() {
			return this.node.at("/expr").asString();
		}

		/** Names of the metrics that its expression reads. */
		Set<String> metrics() {
			String bare = expression().replaceAll("\\{[^}]*}|\\[[^]]*]|by \\([^)]*\\)", "");
			return Pattern.compile("[a-z][a-z0-9_:]*")
				.matcher(bare)
				.results()
				.map(MatchResult::group)
				.filter((word) -> !WORDS.contains(word))
				.collect(Collectors.toCollection(TreeSet::new));
		}

	}

}
