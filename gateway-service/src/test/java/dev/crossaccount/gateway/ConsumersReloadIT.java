package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What a change of the consumers file does to a gateway that runs. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class ConsumersReloadIT {

	private static final String OLD = "cak_old-key-of-acme";

	private static final String NEW = "cak_new-key-of-acme";

	private static final String REFUSED = "The change of the consumers file is not used";

	@TempDir
	private Path folder;

	private ConsumersFile file;

	private StubProvider todo;

	private RunningGateway gateway;

	@BeforeEach
	void start() throws IOException {
		this.todo = new StubProvider();
		this.file = new ConsumersFile(this.folder.resolve("consumers.yaml")).withKeys(OLD);
		this.gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", this.file.toString()),
				"gateway.providers.todo.uri=" + this.todo.uri());
	}

	@AfterEach
	void stop(CapturedOutput output) throws IOException {
		this.gateway.close();
		this.todo.close();
		assertThat(output).doesNotContain("cak_", ConsumersFile.sha256(OLD), ConsumersFile.sha256(NEW), "\tat ");
	}

	@Test
	void shouldRotateAndRevokeKeys(CapturedOutput output) throws IOException {
		assertStatuses(200, 401);
		this.file.withKeys(OLD, NEW);
		awaitStatuses(200, 200);
		this.file.withKeys(NEW);
		awaitStatuses(401, 200);
		assertThat(output).contains("Consumers from " + this.file + ": consumers: 1, API keys: 2, plans: 2");
		assertThat(reloads("success")).isEqualTo(2);
		assertThat(reloads("failure")).isZero();
	}

	@Test
	void shouldNoticeAFileThatTakesItsPlace() throws IOException {
		Path replacement = this.folder.resolve("replacement.yaml");
		new ConsumersFile(replacement).withKeys(NEW);
		Files.setLastModifiedTime(replacement, Files.getLastModifiedTime(this.file.path()));
		Files.move(replacement, this.file.path(), StandardCopyOption.ATOMIC_MOVE);
		awaitStatuses(401, 200);
	}

	@Test
	void shouldKeepTheLastGoodFileAndSaySoOnce(CapturedOutput output) throws IOException {
		this.file.with("  acme: {plan: gold, key-sha256: [%s]}%n".formatted(ConsumersFile.sha256(NEW)));
		await(() -> assertThat(output).contains(REFUSED));
		assertThat(output).contains("consumers.acme.plan in " + this.file + " is 'gold'");
		assertStatuses(200, 401);
		Files.delete(this.file.path());
		await(() -> assertThat(output).contains("The consumers file " + this.file + " does not exist."));
		assertStatuses(200, 401);
		this.file.withKeys(NEW);
		awaitStatuses(401, 200);
		assertThat(output.toString().split(REFUSED, -1)).as("two changes, two lines").hasSize(3);
		assertThat(reloads("failure")).isEqualTo(2);
		assertThat(reloads("success")).isEqualTo(1);
	}

	@Test
	void shouldTakeAKeyThatTheCommandMade() throws IOException, InterruptedException {
		Process makeKey = new ProcessBuilder("./make-key", "globex", "default")
			.redirectOutput(ProcessBuilder.Redirect.to(this.folder.resolve("block").toFile()))
			.start();
		String said = new String(makeKey.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(makeKey.waitFor()).isZero();
		String key = said.substring(said.indexOf("cak_")).strip();
		String block = Files.readString(this.folder.resolve("block"));
		assertThat(key).matches("cak_[A-Za-z0-9_-]{43}");
		assertThat(block).contains("- " + ConsumersFile.sha256(key)).doesNotContain(key);
		assertThat(status(key)).isEqualTo(401);
		Files.writeString(this.file.path(), block, StandardOpenOption.APPEND);
		await(() -> assertThat(status(key)).isEqualTo(200));
		assertStatuses(200, 401);
	}

	private double reloads(String outcome) {
		return this.gateway.bean(MeterRegistry.class)
			.get("gateway.consumers.reloads")
			.tag("outcome", outcome)
			.counter()
			.count();
	}

	private void awaitStatuses(int old, int fresh) {
		await(() -> assertStatuses(old, fresh));
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
	}

	private void assertStatuses(int old, int fresh) throws IOException {
		assertThat(status(OLD)).isEqualTo(old);
		assertThat(status(NEW)).isEqualTo(fresh);
	}

	private int status(String key) throws IOException {
		return RawClient.send(this.gateway.port(), "GET /todo", "x-api-key: " + key).status();
	}

}
