package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The script that an instance starts with, as it gets it. */
@NodeRequired
class UserDataIT {

	@TempDir
	private Path folder;

	@Test
	void shouldParse() throws IOException {
		run("bash", "-n", script("user-data", Shell.userData()));
		run("bash", "-n", script("nested", Shell.nestedScript()));
	}

	@Test
	void shouldSatisfyShellcheck() throws IOException {
		Assumptions.assumeTrue("true".equals(System.getenv("CI")) || Command.answers("shellcheck", "--version"),
				"shellcheck is not installed");
		run("shellcheck", script("user-data", Shell.userData()));
		run("shellcheck", script("nested", Shell.nestedScript()));
		run("shellcheck", "cdk-app");
	}

	@Test
	void shouldHaveAllItsWordsFilledIn() {
		assertThat(Shell.userData()).startsWith("#!/bin/bash\n")
			.doesNotContainPattern("@[A-Z_]+@")
			.contains("dkr.ecr.eu-central-1", "/todo:0123456789ab'", "region='eu-central-1'", "stack='ec2-provider'",
					"PRIVATELINK_PROXY_PROTOCOL=required\n", "SPRING_DATASOURCE_URL=jdbc:postgresql://",
					"?sslmode=require&targetServerType=primary\n", "docker stop --time 60");
	}

	@Test
	void shouldSignalForTheGroupThatWaits() {
		assertThat(Resources.of("ec2-provider").ids("AWS::AutoScaling::AutoScalingGroup")).singleElement()
			.satisfies((group) -> assertThat(Shell.userData()).contains("group='%s'".formatted(group)));
	}

	@Test
	void shouldGiveUpWhileCloudFormationWaits() {
		assertThat(Resources.of("ec2-provider").template().toString()).contains("\"Timeout\":\"PT10M\"",
				"\"PauseTime\":\"PT10M\"");
		assertThat(Shell.userData()).contains("ready_seconds='480'\n", "if ((SECONDS > ready_seconds)); then");
	}

	@Test
	void shouldFitIntoUserData() {
		// In bytes, before it is encoded.
		assertThat(Shell.userData().length()).isLessThan(16_384);
	}

	private String script(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text).toString();
	}

	private static void run(String... words) {
		Command.run(Duration.ofMinutes(1), Map.of(), List.of(words)).succeeds();
	}

}
