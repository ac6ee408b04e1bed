package dev.crossaccount.systemtest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Lints every shell script; skipped where shellcheck is not installed, except in CI. */
class ShellScriptsTest {

	private static final List<String> SHELLCHECK = List.of("shellcheck", "-x", "run", ".ci/run", ".ci/lint-openapi",
			".ci/fuzz", "benchmarks/run", "infra/deploy", "infra/destroy", "infra/common.sh", "infra/cdk-app",
			"compose/haproxy-healthy", "compose/make-secret", "compose/on-subnet", "compose/vpc-endpoint",
			"gateway-service/make-key");

	@Test
	void shouldSatisfyShellcheck() {
		Assumptions.assumeTrue("true".equals(System.getenv("CI")) || isInstalled(), "shellcheck is not installed");
		Command.run(Duration.ofMinutes(1), Map.of(), SHELLCHECK).succeeds();
	}

	private static boolean isInstalled() {
		try {
			return Command.run(Duration.ofSeconds(10), Map.of(), List.of("shellcheck", "--version")).exitCode() == 0;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

}
