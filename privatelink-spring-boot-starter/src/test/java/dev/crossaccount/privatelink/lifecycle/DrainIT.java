package dev.crossaccount.privatelink.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a service leaves. */
@ExtendWith(OutputCaptureExtension.class)
class DrainIT {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String READINESS = "/actuator/health/readiness";

	@Test
	void shouldGoUnreadyFirstThenCloseThePortAndFinishWhatIsInFlight(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext service = TestService.start("management.server.port=0",
				"management.endpoint.health.probes.enabled=true", "privatelink.drain-delay=4s");
		TestService.Gate gate = service.getBean(TestService.Gate.class);
		int port = TestService.port(service);
		int managementPort = TestService.managementPort(service);
		try (Wire inFlight = Wire.to(port); Wire pooled = Wire.to(port)) {
			inFlight.send(Wire.request("GET", "/waits"));
			assertThat(gate.entered().await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(pooled.send(Wire.requestKeepingAlive("GET", "/ok")).readUntil("served"))
				.startsWith("HTTP/1.1 200 ")
				.doesNotContain("Connection:");
			assertThat(Wire.get(managementPort, READINESS)).startsWith("HTTP/1.1 200 ");

			CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
			await().atMost(PATIENCE).until(() -> Wire.get(managementPort, READINESS).startsWith("HTTP/1.1 503 "));
			await().atMost(PATIENCE).until(() -> output.getAll().contains("Draining: "));
			assertThat(lateAnswer(port, "/ok")).startsWith("HTTP/1.1 200 ")
				.contains("Connection: close")
				.endsWith("served");
			assertThat(pooled.send(Wire.requestKeepingAlive("GET", "/ok")).readAll()).contains("Connection: close")
				.endsWith("served");
			for (String path : List.of("/fails", "/send-error", "/nothing")) {
				assertThat(lateAnswer(port, path)).as(path).contains("Connection: close").contains("urn:problem-type:");
			}

			await().atMost(PATIENCE).until(() -> Wire.isRefused(port));
			assertThat(Wire.get(managementPort, READINESS)).as("readiness while requests finish")
				.startsWith("HTTP/1.1 503 ");
			assertThat(Wire.get(managementPort, "/actuator/health/liveness")).as("liveness while requests finish")
				.startsWith("HTTP/1.1 200 ");
			assertThat(stopped).isNotDone();

			gate.open().countDown();
			assertThat(inFlight.readAll()).startsWith("HTTP/1.1 200 ").endsWith("finished");
			assertThat(stopped).succeedsWithin(PATIENCE);
			assertThat(Wire.isRefused(managementPort)).isTrue();
		}
	}

	@Test
	void shouldOutlastTheTimeOfAShutdownPhase(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext service = TestService.start("privatelink.drain-delay=3s",
				"spring.lifecycle.timeout-per-shutdown-phase=100ms");
		int port = TestService.port(service);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
		await().atMost(PATIENCE).until(() -> output.getAll().contains("Draining: "));
		await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
		assertThat(lateAnswer(port, "/ok")).endsWith("served");
		assertThat(stopped).succeedsWithin(PATIENCE);
	}

	@Test
	void shouldLeaveAtOnceByDefault(CapturedOutput output) {
		TestService.start().close();
		assertThat(output).contains("Graceful shutdown complete").doesNotContain("Draining: ");
	}

	/** An answer to a client that would keep its connection. */
	private static String lateAnswer(int port, String path) {
		try (Wire wire = Wire.to(port)) {
			return wire.send(Wire.requestKeepingAlive("GET", path)).readAll();
		}
	}

}
