package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/security.md shows the gateway refuse, by its own commands. */
@AnyJdk
class RefusalsST {

	private static final Pattern SETTING = Pattern.compile("(GATEWAY_\\w+)=(\\S+)");

	/** What differs from run to run. */
	private static final Pattern VARIES = Pattern.compile("\"requestId\":\"\\w+\"|Retry-After: \\d+|;t=\\d+");

	private final String page = Files.readString(Command.ROOT.resolve("docs/security.md"));

	@TempDir
	private Path folder;

	RefusalsST() throws IOException {
	}

	@Test
	void shouldRefuseAsThePageShows() throws Exception {
		RunScript script = new RunScript(Command.ROOT, this.folder);
		Path consumers = this.folder.resolve("consumers.yaml");
		String preparation = Readme.block(this.page, "sh", "make-key")
			.replace("consumers.yaml\n", consumers + "\n")
			.replaceFirst("(?m)^GATEWAY_(.|\n)*", "");
		String printed = bash(preparation, Map.of());
		String key = printed.substring(printed.indexOf("cak_")).strip();
		script.set("CONSUMERS_FILE", consumers.toString());
		SETTING.matcher(Readme.block(this.page, "sh", "make-key"))
			.results()
			.forEach((MatchResult setting) -> script.set(setting.group(1), setting.group(2)));
		try (RunScript.Running run = script.start()) {
			for (String step : Readme.block(this.page, "console", "x-api-key").split("(?m)^\\$ ")) {
				if (!step.isBlank()) {
					String[] parts = step.split("\n", 2);
					String command = parts[0].replace("localhost:8080", "localhost:" + script.gatewayPort());
					String output = bash(command, Map.of("KEY", key)).replace("\r", "");
					assertThat(masked(output)).as(parts[0]).isEqualTo(masked(parts[1]));
				}
			}
			assertThat(run.output()).doesNotContain(key);
		}
	}

	private static String bash(String command, Map<String, String> environment) {
		return Command.run(Duration.ofSeconds(60), environment, List.of("bash", "-c", command)).succeeds().output();
	}

	private static String masked(String output) {
		return VARIES.matcher(output.strip()).replaceAll("*");
	}

}
