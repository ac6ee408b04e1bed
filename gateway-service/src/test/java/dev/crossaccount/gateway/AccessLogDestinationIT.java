package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Where the access log goes, and what becomes of it when that is too slow. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class AccessLogDestinationIT {

	@TempDir
	Path folder;

	private StubProvider dogs;

	@BeforeEach
	void start() throws IOException {
		this.dogs = new StubProvider();
	}

	@AfterEach
	void stop() throws IOException {
		this.dogs.close();
	}

	@Test
	void shouldWriteToStandardOutput(CapturedOutput output) throws IOException {
		try (RunningGateway gateway = gateway("gateway.access-log.fields=status,path")) {
			get(gateway, "/dogs/1");
			await().until(() -> output.getOut().contains("\n{\"status\":200,\"path\":\"/dogs/1\"}\n"));
		}
	}

	@Test
	void shouldWriteNothingWhenTurnedOff(CapturedOutput output) throws IOException {
		try (RunningGateway gateway = gateway("gateway.access-log.enabled=false")) {
			get(gateway, "/dogs/1");
		}
		assertThat(output).doesNotContain("/dogs/1");
	}

	@Test
	void shouldWriteWhatWaitsBeforeItStops() throws IOException {
		Path log = this.folder.resolve("access.log");
		try (RunningGateway gateway = gateway("gateway.access-log.file=" + log)) {
			for (int i = 0; i < 100; i++) {
				get(gateway, "/dogs/" + i);
			}
		}
		assertThat(Files.readAllLines(log)).hasSize(100).last().asString().contains("\"path\":\"/dogs/99\"");
	}

	@Test
	void shouldPutFullFilesAside() throws IOException {
		Path log = this.folder.resolve("access.log");
		try (RunningGateway gateway = gateway("gateway.access-log.file=" + log, "gateway.access-log.max-file-size=1KB",
				"gateway.access-log.max-files=2")) {
			await().until(() -> {
				get(gateway, "/dogs");
				return Files.exists(this.folder.resolve("access.log.2"));
			});
			for (int i = 0; i < 20; i++) {
				get(gateway, "/dogs");
			}
		}
		assertThat(this.folder).isDirectoryNotContaining("glob:**/access.log.3");
	}

	/** A pipe that nobody reads takes 64 KB and then nothing. */
	@Test
	void shouldDropAndCountLinesThatCantBeWritten(CapturedOutput output) throws Exception {
		Path pipe = this.folder.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
		try (RunningGateway gateway = gateway("gateway.access-log.file=" + pipe)) {
			for (int i = 0; i < 55; i++) {
				sendHundred(gateway);
			}
			assertThat(dropped(gateway)).isBetween(100.0, 5500.0);
			// It would be the event loops that said so, to a stream that may be stuck
			// too.
			assertThat(output).doesNotContain("telemetry.AccessLog");
		}
		finally {
			reader.close();
		}
		// Of the reader that is gone its threads speak now, not while the next test
		// looks.
		await().until(() -> output.toString().contains("IO failure while writing") && !isRunning("access-log-stop"));
	}

	/** A device that always says that it is full. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void shouldCountLinesThatAFullDiskTakes(CapturedOutput output) throws IOException {
		try (RunningGateway gateway = gateway("gateway.access-log.file=/dev/full")) {
			for (int i = 0; i < 30; i++) {
				get(gateway, "/dogs");
			}
			await().untilAsserted(() -> assertThat(dropped(gateway)).isEqualTo(30));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("IO failure"))).hasSize(1);
	}

	private static double dropped(RunningGateway gateway) throws IOException {
		String metrics = RawClient.send(gateway.managementPort(), "GET /actuator/prometheus").text();
		return metrics.lines()
			.filter((line) -> line.startsWith("gateway_access_log_dropped_total "))
			.mapToDouble((line) -> Double.parseDouble(line.split(" ")[1]))
			.findFirst()
			.orElseThrow();
	}

	private static boolean isRunning(String thread) {
		return Thread.getAllStackTraces().keySet().stream().anyMatch((other) -> other.getName().equals(thread));
	}

	private void sendHundred(RunningGateway gateway) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /dogs").repeat(100));
			for (int i = 0; i < 100; i++) {
				assertThat(client.read().status()).isIn(200, 429);
			}
		}
	}

	private RunningGateway gateway(String... settings) {
		String[] all = new String[settings.length + 1];
		System.arraycopy(settings, 0, all, 1, settings.length);
		all[0] = "gateway.providers.dogs.uri=" + this.dogs.uri();
		return RunningGateway.with(all);
	}

	private static void get(RunningGateway gateway, String path) throws IOException {
		assertThat(RawClient.send(gateway.port(), "GET " + path).status()).isIn(200, 429);
	}

}
