package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** More than one request on a client's connection. */
class KeepAliveIT {

	private static final String LAST_11 = "GET /todo/last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

	private static final String LAST_10 = "GET /todo/last HTTP/1.0\r\n\r\n";

	private static final String FIRST = "GET /todo/first HTTP/1.1\r\nHost: x\r\n\r\n";

	private static final String FIRST_WITH_BODY = "POST /todo/first HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx";

	@TempDir
	static Path folder;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 1000000/s}").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				"gateway.providers.todo.uri=" + todo.uri());
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@BeforeEach
	void echo() {
		todo.answering((request, socket, out) -> {
			String answer = request.startLine().split(" ")[1] + " " + new String(request.body());
			StubProvider.text(answer).write(request, socket, out);
		});
	}

	/** The last one is often read before the gateway is done with the one before it. */
	@ParameterizedTest
	@ValueSource(strings = { LAST_11, LAST_10 })
	void shouldAnswerTheLastRequestOfEveryConnection(String last) throws IOException {
		for (int i = 0; i < 500; i++) {
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("GET /todo/first"));
				assertThat(client.read().text()).isEqualTo("/todo/first ");
				client.write(last);
				assertThat(client.read().text()).isEqualTo("/todo/last ");
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAST_11, LAST_10 })
	void shouldAnswerALastRequestSentWithTheOneBeforeIt(String last) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo/first") + last);
			assertThat(client.read().text()).isEqualTo("/todo/first ");
			assertThat(client.read().text()).isEqualTo("/todo/last ");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { LAST_11, LAST_10,
			"POST /todo/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
			"POST /todo/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
	void shouldNotServeWhatFollowsTheLastRequest(String last) throws IOException {
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo/first") + last + RawClient.head("GET /todo/afterwards"));
			assertThat(client.read().text()).isEqualTo("/todo/first ");
			assertThat(client.read().text()).isEqualTo("/todo/last ");
			assertThat(client.isClosedByPeer()).isTrue();
		}
		assertThat(todo.requests()).hasSize(before + 2);
	}

	/** The client could not know whether it was. */
	@ParameterizedTest
	@ValueSource(strings = { FIRST, FIRST_WITH_BODY })
	void shouldNotServeWhatWaitsWhenTheClientLeaves(String first) throws Exception {
		CountDownLatch heard = new CountDownLatch(1);
		todo.answering((request, socket, out) -> {
			if (request.startLine().contains("first")) {
				// The provider hears that the client left before it answers.
				socket.getInputStream().read();
				heard.countDown();
			}
			StubProvider.text("done").write(request, socket, out);
		});
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(first + RawClient.head("GET /todo/afterwards"));
			await().until(() -> todo.requests().size() == before + 1);
		}
		assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(RawClient.send(gateway.port(), "GET /todo/other").text()).isEqualTo("done");
		assertThat(todo.requests()).hasSize(before + 2);
	}

	/** Some are answered by the gateway, at once, and some come with a body. */
	@Test
	void shouldAnswerAThousandPipelinedRequestsInOrder() throws Exception {
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 1000; i++) {
			requests.append(switch (i % 4) {
				case 0 -> RawClient.head("GET /todo/" + i);
				case 1 -> RawClient.head("GET /nothing");
				case 2 -> RawClient.head("POST /todo/" + i, "Content-Length: 4") + "body";
				default -> RawClient.head("POST /nothing", "Transfer-Encoding: chunked") + "1\r\na\r\n0\r\n\r\n";
			});
		}
		try (RawClient client = new RawClient(gateway.port())) {
			Thread writer = new Thread(() -> write(client, requests.toString()), "writer");
			writer.start();
			for (int i = 0; i < 1000; i++) {
				HttpMessage answer = client.read();
				if (i % 2 == 1) {
					assertThat(answer.status()).isEqualTo(404);
				}
				else {
					assertThat(answer.text()).isEqualTo("/todo/" + i + ((i % 4 == 0) ? " " : " body"));
				}
			}
			writer.join();
		}
	}

	private static void write(RawClient client, String text) {
		try {
			client.write(text);
		}
		catch (IOException ex) {
			// The reader notices.
		}
	}

}
