package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The CDK's own command line makes the templates, without an account and without
 * credentials.
 */
@NodeRequired
class CdkSynthIT {

	private static final Path CDK = Path.of("node_modules/.bin/cdk");

	@BeforeAll
	static void install() {
		if (!Files.exists(CDK)) {
			Command npm = Command.run(Duration.ofMinutes(5), Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
			Assumptions.assumeTrue("true".equals(System.getenv("CI")) || npm.exitCode() == 0,
					() -> "npm ci does not succeed:\n" + npm.output());
			npm.succeeds();
		}
	}

	@ParameterizedTest
	@EnumSource
	void shouldMakeTheTemplatesOffline(Account account) {
		Path output = Path.of("target/cdk.out", account.app());
		List<String> words = new ArrayList<>(List.of("npx", "--offline", "cdk", "synth", "--quiet", "--app",
				"./cdk-app " + account.app(), "--output", output.toString()));
		words.addAll(account.stacks());
		Command.run(Duration.ofMinutes(3), environment(account), words).succeeds();
		assertThat(account.stacks())
			.allSatisfy((stack) -> assertThat(output.resolve(stack + ".template.json")).isNotEmptyFile());
	}

	@Test
	void shouldBootstrapWithoutAnApp() throws IOException {
		assertThat(new ObjectMapper().readTree(Path.of("cdk.json").toFile()).has("app")).isFalse();
		Command bootstrap = Command.run(Duration.ofMinutes(1), environment(Account.ECS_PROVIDER),
				List.of("npx", "--offline", "cdk", "bootstrap", "aws://111111111111/us-east-1"));
		assertThat(bootstrap.exitCode()).isEqualTo(1);
		assertThat(bootstrap.output()).contains("no credentials have been configured")
			.doesNotContain("Say which account");
	}

	@Test
	void shouldSayInOneLineWhatIsWrong() {
		Map<String, String> environment = environment(Account.ECS_PROVIDER);
		environment.put("AWS_ACCOUNT", "mine");
		Command app = Command.run(Duration.ofMinutes(1), environment, List.of("./cdk-app", "ecs-provider"));
		assertThat(app.exitCode()).isEqualTo(1);
		assertThat(app.output())
			.isEqualToIgnoringNewLines("AWS_ACCOUNT is 'mine', which is not of the form 222222222222.");
	}

	@Test
	void shouldSayWhichAppsThereAre() {
		Command app = Command.run(Duration.ofMinutes(1), Map.of(), List.of("./cdk-app"));
		assertThat(app.exitCode()).isEqualTo(2);
		assertThat(app.output()).contains("ecs-provider", "ec2-provider", "global-apigw");
	}

	private static Map<String, String> environment(Account account) {
		Map<String, String> environment = new HashMap<>(account.variables());
		// No credentials, and nowhere to get them from.
		environment.put("AWS_EC2_METADATA_DISABLED", "true");
		environment.put("AWS_CONFIG_FILE", "/dev/null");
		environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
		environment.put("CI", "true");
		return environment;
	}

}
