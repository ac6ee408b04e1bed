package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossaccount.benchmark.process.Cores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both senders of ours, against a server that fails at will. */
class SendersIT {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final AtomicInteger served = new AtomicInteger();

	private final Cores cores = new Cores(1);

	private HttpServer server;

	SendersIT() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeEach
	void start() {
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void shouldSendAsManyRequestsAsAskedFor() {
		answer(200, 100);
		assertThat(new OwnLoad(this.cores).send(load(3), 4, 100, LIMIT)).isPositive();
		assertThat(this.served).hasValue(100);
	}

	@Test
	void shouldMeasureLatenciesAtAFixedRate() {
		answer(200, Integer.MAX_VALUE);
		Latencies latencies = new FixedRate(this.cores).measure(load(3), 8, 100, 1);
		assertThat(this.served).hasValue(300);
		assertThat(latencies.p50()).isPositive().isLessThanOrEqualTo(latencies.p99());
	}

	@Test
	void shouldCountTheWaitForAConnection() {
		this.server.createContext("/", (exchange) -> {
			sleep(Duration.ofMillis(50));
			respond(exchange, 200);
		});
		// One connection serves 20 in a second: the wait grows to seconds, which a closed
		// loop would not show.
		assertThat(new FixedRate(this.cores).measure(load(3), 1, 40, 1).p99()).isGreaterThan(500_000);
	}

	@Test
	void shouldVoidARunWithAnError() {
		answer(503, 50);
		assertThatThrownBy(() -> new OwnLoad(this.cores).send(load(3), 4, 100, LIMIT))
			.isInstanceOf(VoidRunException.class)
			.hasMessage("a request was answered with 503");
	}

	@Test
	void shouldVoidARunWithAnotherBody() {
		answer(200, 100);
		assertThatThrownBy(() -> new OwnLoad(this.cores).send(load(4), 4, 100, LIMIT))
			.isInstanceOf(VoidRunException.class)
			.hasMessage("a body of 3 bytes came instead of 4");
	}

	@Test
	void shouldVoidARunWithoutAServer() {
		this.server.stop(0);
		assertThatThrownBy(() -> new OwnLoad(this.cores).send(load(3), 4, 100, LIMIT))
			.isInstanceOf(VoidRunException.class);
	}

	private Load load(long answerBytes) {
		return new Load(this.server.getAddress().getPort(), "/x", List.of("x-api-key: k"), null, answerBytes);
	}

	private void answer(int statusAtTheEnd, int end) {
		this.server.createContext("/",
				(exchange) -> respond(exchange, (this.served.incrementAndGet() < end) ? 200 : statusAtTheEnd));
	}

	private static void respond(HttpExchange exchange, int status) throws IOException {
		exchange.sendResponseHeaders(status, 3);
		try (OutputStream body = exchange.getResponseBody()) {
			body.write("abc".getBytes());
		}
	}

	private static void sleep(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
