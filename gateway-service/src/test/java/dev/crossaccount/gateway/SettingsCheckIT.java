package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code --check} says, and how it ends. */
@Tag("any-jdk")
class SettingsCheckIT {

	@TempDir
	private Path folder;

	@Test
	void shouldFindSettingsGoodWithoutAPort() throws IOException, InterruptedException {
		try (ServerSocket taken = new ServerSocket(0)) {
			String port = "--server.port=" + taken.getLocalPort();
			assertThat(check(0, "plans: {anonymous: {rate: 1/s}, default: {rate: 1/s}}", port))
				.endsWith("OK: the gateway can start with these settings.")
				.contains("Consumers from")
				.doesNotContain(" WARN ", " ERROR ");
		}
	}

	@Test
	void shouldSayWhatIsWrongAsAFailedStart() throws IOException, InterruptedException {
		assertThat(check(1, "plans: {anonymous: {rate: 1/s}, default: {rate: fast}}"))
			.contains("plans.default.rate in", "is 'fast', which is not a rate.")
			.doesNotContain("OK: ", "\tat ");
		assertThat(check(1, "plans: {anonymous: {rate: 1/s}, default: {rate: 1/s}}", "--gateway.drain-delay=5"))
			.contains("gateway.drain-delay has the value '5', which has no unit.")
			.doesNotContain("OK: ", "\tat ");
	}

	private String check(int status, String consumers, String... settings) throws IOException, InterruptedException {
		Path file = Files.writeString(this.folder.resolve("consumers.yaml"), consumers);
		ProcessBuilder program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				GatewayApplication.class.getName(), "--check");
		program.command().addAll(List.of(settings));
		program.environment().put("CONSUMERS_FILE", file.toString());
		Process process = program.redirectErrorStream(true).start();
		try (InputStream said = process.getInputStream()) {
			String output = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("end").isTrue();
			assertThat(process.exitValue()).as(output).isEqualTo(status);
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
