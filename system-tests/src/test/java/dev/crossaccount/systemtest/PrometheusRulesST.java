package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus' own tool says of the configuration, the rules and their tests. */
@DockerRequired
class PrometheusRulesST {

	private static final String IMAGE = PrometheusRules.read(Command.ROOT.resolve("compose/observability.yml"))
		.at("/services/prometheus/image")
		.asString();

	@Test
	void shouldBeValid() {
		assertThat(promtool("check", "config", "/etc/prometheus/prometheus.yml").succeeds().output())
			.contains("SUCCESS: " + PrometheusRules.all().size() + " rules found");
	}

	@Test
	void shouldFireAndRecordAsItsTestsSay() {
		promtool("test", "rules", "rules-test.yml", "rules-days-test.yml").succeeds();
	}

	private static Command promtool(String... words) {
		return Command.run(Duration.ofMinutes(5), Map.of(),
				Stream.concat(
						Stream.of("docker", "run", "--rm", "--network=none", "--volume=" + Command.ROOT + ":/repo:ro",
								"--volume=" + Command.ROOT + "/compose/prometheus:/etc/prometheus:ro",
								"--workdir=/repo/system-tests/src/test/prometheus", "--entrypoint=promtool", IMAGE),
						Stream.of(words))
					.toList());
	}

}
