package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A program that is told to stop finishes what it has begun. */
@ComposeTest
class GracefulRestartST {

	/**
	 * More than a load balancer needs to see that readiness is down: two checks, 2 s
	 * apart.
	 */
	private static final int SECONDS = 10;

	/**
	 * By then the request has long reached the provider: every program on the way is
	 * warm.
	 */
	private static final int SECONDS_BEFORE = 3;

	private final Topology topology;

	GracefulRestartST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway-service", "todo-service" })
	void shouldFinishARequestThatWasInFlight(String service) throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(this.topology.post("/todo", "data=warm").statusCode()).isEqualTo(201);
		}
		try (Socket client = new Socket("localhost", this.topology.port())) {
			OutputStream out = client.getOutputStream();
			out.write("""
					POST /todo HTTP/1.1\r
					Host: localhost\r
					Content-Type: application/x-www-form-urlencoded\r
					Content-Length: %d\r
					Connection: close\r
					\r
					data=""".formatted("data=".length() + SECONDS_BEFORE + SECONDS)
				.getBytes(StandardCharsets.US_ASCII));
			sendOneByteASecond(out, SECONDS_BEFORE);
			CompletableFuture<Command> restart = CompletableFuture
				.supplyAsync(() -> this.topology.compose(Duration.ofMinutes(2), Map.of(), "restart", service));
			sendOneByteASecond(out, SECONDS);
			String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(withoutChunkSizes(answer)).startsWith("HTTP/1.1 201 ").contains("\"data\":\"xxxxxxxxxxxxx\"");
			restart.join().succeeds();
		}
	}

	private static String withoutChunkSizes(String answer) {
		return answer.replaceAll("\r\n[0-9a-f]+\r\n", "");
	}

	/** The pace is the point: the request is in flight while the program stops. */
	private static void sendOneByteASecond(OutputStream out, int seconds) throws IOException, InterruptedException {
		for (int i = 0; i < seconds; i++) {
			Thread.sleep(1000);
			out.write('x');
			out.flush();
		}
	}

}
