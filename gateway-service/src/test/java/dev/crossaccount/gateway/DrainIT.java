package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** How the gateway leaves. */
class DrainIT {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Test
	void shouldGoUnreadyFirstThenCloseThePortAndFinishWhatIsInFlight() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"gateway.providers.dogs.response-timeout=20s", "gateway.drain-delay=4s");
				RawClient inFlight = new RawClient(gateway.port())) {
			int port = gateway.port();
			int managementPort = gateway.managementPort();
			dogs.answering((request, socket, out) -> {
				if (request.startLine().contains("slow")) {
					release.await();
				}
				StubProvider.text("done").write(request, socket, out);
			});
			inFlight.write(RawClient.head("GET /dogs/slow"));
			await().atMost(PATIENCE).until(() -> !dogs.requests().isEmpty());
			assertThat(readiness(managementPort)).isEqualTo(200);

			CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
			await().atMost(PATIENCE).until(() -> readiness(managementPort) == 503);
			HttpMessage late = RawClient.send(port, "GET /dogs");
			assertThat(late.status()).as("served while draining").isEqualTo(200);
			assertThat(late.header("Connection")).isEqualTo("close");
			assertThat(RawClient.send(port, "GET /nothing").header("Connection")).isEqualTo("close");

			await().atMost(PATIENCE).until(() -> isRefused(port));
			assertThat(readiness(managementPort)).as("readiness while requests finish").isEqualTo(503);
			assertThat(liveness(managementPort)).as("liveness while requests finish").isEqualTo(200);
			assertThat(stopped).isNotDone();

			release.countDown();
			assertThat(inFlight.read().text()).isEqualTo("done");
			assertThat(stopped).succeedsWithin(PATIENCE);
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> readiness(managementPort));
		}
	}

	private static int readiness(int port) throws IOException {
		return RawClient.send(port, "GET /actuator/health/readiness", "Connection: close").status();
	}

	private static int liveness(int port) throws IOException {
		return RawClient.send(port, "GET /actuator/health/liveness", "Connection: close").status();
	}

	private static boolean isRefused(int port) throws IOException {
		try {
			new RawClient(port).close();
			return false;
		}
		catch (ConnectException ex) {
			return true;
		}
	}

}
