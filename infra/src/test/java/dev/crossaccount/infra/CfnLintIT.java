package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CloudFormation's linter takes the templates; skipped where it is not installed, in CI
 * too: it is on PyPI only, which CI need not reach, and no package of Debian's.
 */
@NodeRequired
class CfnLintIT {

	@TempDir
	private Path folder;

	@Test
	void shouldSatisfyCfnLint() throws IOException {
		Assumptions.assumeTrue(Command.answers("cfn-lint", "--version"), "cfn-lint is not installed");
		List<String> words = new ArrayList<>(List.of("cfn-lint", "--regions", "eu-central-1",
				// That a dependency is said twice: the CDK says each.
				"--ignore-checks", "W3005", "--template"));
		for (String stack : Stream.of(Account.values()).flatMap((account) -> account.stacks().stream()).toList()) {
			Path file = this.folder.resolve(stack + ".json");
			Files.writeString(file, new ObjectMapper().writeValueAsString(Account.template(stack).toJSON()));
			words.add(file.toString());
		}
		Command.run(Duration.ofMinutes(5), Map.of(), words).succeeds();
	}

}
