package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What an address may do to the gateway that fetches from it. */
class DocumentsTest {

	private final Documents documents = new Documents();

	private final HttpServer server = open();

	@BeforeEach
	void start() {
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void shouldFollowNoRedirect() {
		AtomicInteger reached = new AtomicInteger();
		this.server.createContext("/elsewhere", (exchange) -> reached.incrementAndGet());
		this.server.createContext("/a", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		assertThatIOException().isThrownBy(() -> this.documents.get(uri("/a"))).withMessage("it answered 302");
		assertThat(reached).hasValue(0);
	}

	@Test
	void shouldReadNoMoreThanKeysCanBe() {
		this.server.createContext("/a", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try (exchange) {
				exchange.getResponseBody().write(new byte[1024 * 1024]);
			}
		});
		assertThatIOException().isThrownBy(() -> this.documents.get(uri("/a"))).withMessageContaining("larger than");
	}

	@Test
	void shouldNotWaitForWhatDoesNotAnswer() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			URI uri = URI.create("http://localhost:" + silent.getLocalPort());
			assertTimeout(Duration.ofSeconds(10),
					() -> assertThatIOException().isThrownBy(() -> this.documents.get(uri))
						.withMessage("no answer within 2 s"));
		}
	}

	@Test
	void shouldTellARefusedConnection() {
		URI uri = uri("/a");
		this.server.stop(0);
		assertThatIOException().isThrownBy(() -> this.documents.get(uri)).withMessage("connection refused");
	}

	@Test
	void shouldNotWaitForABodyThatTrickles() {
		this.server.createContext("/a", (exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write('{');
			exchange.getResponseBody().flush();
			// The rest never comes.
		});
		assertTimeout(Duration.ofSeconds(10),
				() -> assertThatIOException().isThrownBy(() -> this.documents.get(uri("/a"))));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.server.getAddress().getPort() + path);
	}

	private static HttpServer open() {
		try {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
