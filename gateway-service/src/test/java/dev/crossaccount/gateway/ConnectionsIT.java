package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Limits on connections. */
@Tag("any-jdk")
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

	@Test
	void shouldPassAnAnswerThatComesBeforeTheBodyWasRead() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				RunningGateway gateway = RunningGateway
					.with("gateway.providers.todo.uri=http://localhost:" + server.getLocalPort());
				RawClient client = new RawClient(gateway.port())) {
			CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> answerUnread(server));
			client.write(RawClient.head("POST /todo", "Content-Length: 1000000")).write(new byte[1000]);
			HttpMessage response = client.read();
			assertThat(response.status()).isEqualTo(413);
			assertThat(response.text()).isEqualTo("large");
			accepted.get(10, TimeUnit.SECONDS).close();
		}
	}

	@Test
	void shouldNotTakeEarlyHintsForTheAnswer() throws IOException {
		try (StubProvider dogs = new StubProvider().answering(StubProvider
			.raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ndog"));
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri())) {
			for (int i = 0; i < 3; i++) {
				HttpMessage response = RawClient.send(gateway.port(), "GET /dogs");
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.text()).isEqualTo("dog");
			}
			dogs.answering(StubProvider.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"));
			assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(502);
		}
	}

	/** A provider that says more than was asked must not answer somebody else by it. */
	@Test
	void shouldNotTakeWhatFollowsAnAnswerForTheNextOne() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"gateway.connections.max-per-provider=1");
				RawClient first = new RawClient(gateway.port());
				RawClient second = new RawClient(gateway.port())) {
			String ok = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
			CountDownLatch waiting = new CountDownLatch(1);
			dogs.answering((request, socket, out) -> {
				waiting.await();
				StubProvider.raw(ok + "dog" + ok + "bad").write(request, socket, out);
			});
			first.write(RawClient.head("GET /dogs"));
			await().until(() -> dogs.requests().size() == 1);
			second.write(RawClient.head("GET /dogs"));
			// It waits for the one connection, or will in a moment.
			waiting.countDown();
			assertThat(first.read().text()).isEqualTo("dog");
			assertThat(second.read().text()).isEqualTo("dog");
		}
	}

	@Test
	void shouldAnswer502WhenTheStatusIsNone() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"gateway.providers.dogs.retry.attempts=0", "gateway.connections.max-per-provider=1",
						"gateway.connections.max-wait=500ms")) {
			dogs.answering(
					StubProvider.raw("HTTP/1.1 1000 Odd\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000)));
			for (int i = 0; i < 3; i++) {
				assertThat(RawClient.send(gateway.port(), "GET /dogs").status()).isEqualTo(502);
			}
			dogs.answering(StubProvider.text("dog"));
			assertThat(RawClient.send(gateway.port(), "GET /dogs").text()).isEqualTo("dog");
		}
	}

	@Test
	void shouldCloseAnIdleConnectionOfAClient() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"server.netty.idle-timeout=500ms");
				RawClient used = new RawClient(gateway.port());
				RawClient silent = new RawClient(gateway.port())) {
			assertThat(used.write(RawClient.head("GET /dogs")).read().status()).isEqualTo(200);
			assertThat(used.isClosedByPeer()).isTrue();
			assertThat(silent.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldNotTakeAConnectionForIdleThatWaitsForAnAnswer() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"gateway.providers.dogs.methods=GET,POST", "server.netty.idle-timeout=300ms");
				RawClient client = new RawClient(gateway.port())) {
			dogs.answering((request, socket, out) -> {
				if (request.startLine().contains("slow")) {
					Thread.sleep(1500);
				}
				StubProvider.text("done").write(request, socket, out);
			});
			// The one after it has been served in another way.
			for (String body : List.of("", "x", "")) {
				String method = body.isEmpty() ? "GET" : "POST";
				client.write(RawClient.head(method + " /dogs/slow", "Content-Length: " + body.length()) + body);
				assertThat(client.read().text()).as(method).isEqualTo("done");
			}
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldCompressWhereTheServerIsToldTo() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"server.compression.enabled=true", "server.compression.min-response-size=1B",
						"server.compression.mime-types=text/plain")) {
			dogs.answering(
					StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\ndog"
						.getBytes(StandardCharsets.US_ASCII)));
			HttpMessage answer = RawClient.send(gateway.port(), "GET /dogs", "Accept-Encoding: gzip");
			assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
		}
	}

	@Test
	void shouldCloseAfterAsManyRequestsAsTheServerIsToldTo() throws IOException {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
						"server.netty.max-keep-alive-requests=2");
				RawClient client = new RawClient(gateway.port())) {
			assertThat(client.write(RawClient.head("GET /dogs")).read().all("Connection")).isEmpty();
			assertThat(client.write(RawClient.head("GET /dogs")).read().header("Connection")).isEqualTo("close");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldTakeTheConnectionThatWasUsedLast() throws Exception {
		try (StubProvider dogs = new StubProvider();
				RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri());
				RawClient client = new RawClient(gateway.port());
				RawClient second = new RawClient(gateway.port());
				RawClient third = new RawClient(gateway.port())) {
			burst(dogs, List.of(client, second, third));
			dogs.answering(
					(request, socket, out) -> StubProvider.text("" + socket.getPort()).write(request, socket, out));
			// Not at once: an answer may arrive before its connection is back in the
			// pool.
			await().atMost(Duration.ofSeconds(10)).until(() -> {
				Set<String> used = new HashSet<>();
				for (int i = 0; i < 5; i++) {
					used.add(client.write(RawClient.head("GET /dogs")).read().text());
				}
				return used.size() == 1;
			});
			assertThat(dogs.openConnections()).isGreaterThanOrEqualTo(3);
		}
	}

	/** Leaves as many connections to the provider as there are clients. */
	private static void burst(StubProvider dogs, List<RawClient> clients) throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		dogs.answering((request, socket, out) -> {
			release.await();
			StubProvider.text("ok").write(request, socket, out);
		});
		for (RawClient client : clients) {
			client.write(RawClient.head("GET /dogs"));
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> dogs.requests().size() == clients.size());
		release.countDown();
		for (RawClient client : clients) {
			assertThat(client.read().status()).isEqualTo(200);
		}
	}

	private static Socket answerUnread(ServerSocket server) {
		try {
			Socket socket = server.accept();
			socket.getOutputStream()
				.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 5\r\n\r\nlarge"
					.getBytes(StandardCharsets.US_ASCII));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
