package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Limits on connections to a provider. */
class ConnectionsIT {

	@Test
	void shouldAnswer504WhenTheConnectionTakesTooLong() throws IOException {
		// A backlog of one holds two: the third connection gets no answer from the
		// kernel.
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
				Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
				RunningGateway gateway = RunningGateway.with(
						"gateway.providers.dogs.uri=http://127.0.0.1:" + full.getLocalPort(),
						"gateway.providers.dogs.connect-timeout=200ms")) {
			assertThat(first.isConnected() && second.isConnected()).isTrue();
			HttpMessage response = RawClient.send(gateway.port(), "GET /dogs");
			assertThat(response.status()).isEqualTo(504);
			assertThat(response.text()).contains("urn:problem-type:gateway-timeout", "'dogs'")
				.doesNotContain("127.0.0.1");
		}
	}

	@Test
	void shouldAnswer503WhenNoConnectionIsFree() throws IOException {
		try (StubProvider todo = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
						"gateway.connections.max-per-provider=1", "gateway.connections.max-waiting=1",
						"gateway.connections.max-wait=200ms");
				RawClient busy = new RawClient(gateway.port())) {
			todo.answering((request, socket, out) -> Thread.sleep(60_000));
			busy.write(RawClient.head("GET /todo"));
			await().atMost(Duration.ofSeconds(10)).until(() -> !todo.requests().isEmpty());
			HttpMessage response = RawClient.send(gateway.port(), "GET /todo");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("5");
			assertThat(response.text()).contains("urn:problem-type:service-unavailable", "'todo'");
			assertThat(todo.requests()).hasSize(1);
		}
	}

}
