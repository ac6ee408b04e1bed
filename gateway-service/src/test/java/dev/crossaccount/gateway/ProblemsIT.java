package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How failures look to the caller. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemsIT {

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		int closedPort;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closedPort = socket.getLocalPort();
		}
		gateway = RunningGateway.with("gateway.providers.dogs.uri=http://localhost:" + closedPort,
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.todo.response-timeout=1s",
				"gateway.providers.todo.breaker.minimum-calls=1000",
				"gateway.providers.lost.uri=http://no-such-host.invalid", "gateway.providers.lost.paths=/lost",
				"gateway.providers.down.uri=http://localhost:" + closedPort, "gateway.providers.down.paths=/down",
				"gateway.providers.down.methods=PUT", "gateway.providers.asked.uri=" + todo.uri(),
				"gateway.providers.asked.paths=/asked", "gateway.providers.asked.methods=OPTIONS");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@Test
	void shouldAnswer503WhenTheConnectionIsRefused(CapturedOutput output) throws IOException {
		HttpMessage response = get("/dogs/males");
		assertProblem(response, 503, "service-unavailable", "/dogs/males");
		assertThat(response.header("Retry-After")).isEqualTo("5");
		assertThat(response.text()).contains("'dogs'").doesNotContain("localhost", "127.0.0.1", "refused");
		assertThat(output).contains("Provider dogs")
			.contains("[" + response.header("X-Request-Id") + "]")
			.doesNotContain("\tat ");
	}

	@Test
	void shouldAnswer503WhenTheHostIsUnknown() throws IOException {
		HttpMessage response = get("/lost");
		assertProblem(response, 503, "service-unavailable", "/lost");
		assertThat(response.header("Retry-After")).isEqualTo("5");
		assertThat(response.text()).doesNotContain("no-such-host");
	}

	@Test
	void shouldAnswer504WhenTheAnswerTakesTooLong() throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(60_000));
		assertProblem(get("/todo"), 504, "gateway-timeout", "/todo");
	}

	@Test
	void shouldAnswer503WhenTheProviderClosesWithoutAnAnswer() throws IOException {
		todo.answering((request, socket, out) -> socket.close());
		assertProblem(get("/todo"), 503, "service-unavailable", "/todo");
	}

	@Test
	void shouldAnswer503WhenTheProviderResetsTheConnection() throws IOException {
		todo.answering((request, socket, out) -> StubProvider.reset(socket));
		assertProblem(get("/todo"), 503, "service-unavailable", "/todo");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100", "Transfer-Encoding: chunked", "Content-Type: text/event-stream" })
	void shouldAnswerWithAProblemWhenNothingFollowsTheHeaders(String header, CapturedOutput output) throws IOException {
		todo.answering((request, socket, out) -> {
			out.write(("HTTP/1.1 200 OK\r\nETag: x\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			out.flush();
			switch (request.startLine().split("[ ?]")[2]) {
				case "reset" -> StubProvider.reset(socket);
				case "stall" -> Thread.sleep(60_000);
				default -> socket.close();
			}
		});
		assertProblem(get("/todo?stall"), 504, "gateway-timeout", "/todo");
		assertProblem(get("/todo?reset"), 502, "bad-gateway", "/todo");
		if (!header.startsWith("Content-Type")) {
			// Without a length, closing is the proper end.
			assertProblem(get("/todo?close"), 502, "bad-gateway", "/todo");
		}
		assertThat(output).contains("Provider todo").doesNotContain("\tat ", " ERROR ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSH-2.0-OpenSSH_9.6\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
			"HTTP/1.1 200 OK\r\nBad\u0000Header: x\r\n\r\n" })
	void shouldAnswer502WhenTheAnswerIsNotHttp(String answer) throws IOException {
		todo.answering((request, socket, out) -> {
			out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			socket.close();
		});
		assertProblem(get("/todo"), 502, "bad-gateway", "/todo");
	}

	@Test
	void shouldSayWhatToDoWhereTheRequestMayHaveBeenExecuted() throws IOException {
		todo.answering((request, socket, out) -> StubProvider.reset(socket));
		HttpMessage broken = RawClient.send(gateway.port(), "POST /todo", "Content-Length: 0");
		assertProblem(broken, 502, "bad-gateway", "/todo");
		assertThat(Problems.json(broken).get("detail").asString()).endsWith("It may have executed the request. Repeat a"
				+ " GET; before you repeat a change, look whether it was made.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void shouldSendARequestOnceThoughItsConnectionBreaks(String method) throws IOException {
		todo.answering(StubProvider.text("warm"));
		get("/todo");
		int before = todo.requests().size();
		todo.answering((request, socket, out) -> StubProvider.reset(socket));
		assertProblem(RawClient.send(gateway.port(), method + " /todo/1"), 502, "bad-gateway", "/todo/1");
		assertThat(todo.requests()).hasSize(before + 1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shouldCutTheConnectionWhenTheProviderDiesInTheAnswer(boolean reset, CapturedOutput output) throws IOException {
		for (String framing : new String[] { "Content-Length: 100\r\n\r\npart",
				"Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\n" }) {
			todo.answering((request, socket, out) -> {
				out.write(("HTTP/1.1 200 OK\r\n" + framing).getBytes(StandardCharsets.US_ASCII));
				out.flush();
				Thread.sleep(100);
				if (reset) {
					StubProvider.reset(socket);
				}
				else {
					socket.close();
				}
			});
			try (RawClient client = new RawClient(gateway.port())) {
				HttpMessage response = client.write(RawClient.head("GET /todo")).read();
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.text()).isEqualTo("part");
				assertThat(response.complete()).as(framing).isFalse();
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
		assertThat(output).contains("GET /todo cut off").doesNotContain("\tat ", " ERROR ");
	}

	@Test
	void shouldCutTheConnectionWhenTheAnswerStalls() throws IOException {
		todo.answering((request, socket, out) -> {
			out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			out.flush();
			Thread.sleep(60_000);
		});
		assertThat(get("/todo").complete()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/portal", "/portal/nothing", "/portal/status", "/nothing", "/dogsx", "/Dogs", "/%64ogs",
			"/actuator", "/actuator/health", "/favicon.ico" })
	void shouldAnswer404WhereThereIsNoRoute(String path) throws IOException {
		assertProblem(get(path), 404, "not-found", path);
	}

	@Test
	void shouldAnswer405WithAllow() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "POST /dogs", "Content-Length: 0");
		assertProblem(response, 405, "method-not-allowed", "/dogs");
		assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
		assertThat(RawClient.send(gateway.port(), "TRACE /todo").header("Allow"))
			.isEqualTo("DELETE, GET, HEAD, POST, PUT");
		assertThat(RawClient.send(gateway.port(), "BREW /todo").status()).isEqualTo(405);
	}

	@Test
	void shouldTreatOptionsAsAnyOtherMethod() throws IOException {
		HttpMessage refused = RawClient.send(gateway.port(), "OPTIONS /todo", "Origin: http://x");
		assertProblem(refused, 405, "method-not-allowed", "/todo");
		assertThat(refused.header("Allow")).isEqualTo("DELETE, GET, HEAD, POST, PUT");
		assertProblem(RawClient.send(gateway.port(), "OPTIONS /nope"), 404, "not-found", "/nope");
		todo.answering(StubProvider.raw("HTTP/1.1 204 No Content\r\n\r\n"));
		HttpMessage passed = RawClient.send(gateway.port(), "OPTIONS /asked", "Origin: http://x");
		assertThat(passed.status()).isEqualTo(204);
		assertThat(passed.header("X-Request-Id")).isEqualTo(todo.lastRequest().header("X-Request-Id"));
		assertThat(todo.lastRequest().startLine()).isEqualTo("OPTIONS /asked HTTP/1.1");
		assertThat(todo.lastRequest().header("Origin")).isEqualTo("http://x");
	}

	@Test
	void shouldAnswerHeadWithoutABodyAlsoOnErrors() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			HttpMessage response = client.write(RawClient.head("HEAD /nothing")).read(true);
			assertThat(response.status()).isEqualTo(404);
			assertThat(client.write(RawClient.head("GET /nothing")).read().status()).isEqualTo(404);
		}
	}

	@Test
	void shouldKeepTheClientsRequestIdInAProblem() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "GET /nothing", "X-Request-Id: mine");
		assertThat(response.header("X-Request-Id")).isEqualTo("mine");
		assertThat(Problems.json(response).get("requestId").asString()).isEqualTo("mine");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/todo/../dogs", "/todo/%2e%2E/dogs", "/todo/.%2e", "/todo/./x", "//dogs", "/todo//x",
			"/todo/..;/dogs", "/todo/;x", "/todo/%2fdogs", "/todo/%5C..", "/todo/..%5cdogs", "/todo/%3bx", "/todo/\\x",
			"/todo/%00", "/todo/%0d%0aX", "/todo/%zz", "/todo/%", "/todo/%e", "/todo?x=%g1", "/todo#x", "/todo/\u00e9",
			"/todo/a|b", "/todo?a=\"", "todo", "*", "http://api.example.com", "ftp://x/dogs" })
	void shouldRefuseATargetThatCanBeReadInTwoWays(String target) throws IOException {
		int before = todo.requests().size();
		HttpMessage response = get(target);
		assertProblem(response, 400, "bad-request", target.split("\\?")[0]);
		assertThat(todo.requests()).hasSize(before);
	}

	@Test
	void shouldSayThatASemicolonIsNotAllowed() throws IOException {
		HttpMessage response = get("/todo;x=1");
		assertProblem(response, 400, "bad-request", "/todo;x=1");
		assertThat(response.text()).contains("no ';'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE" })
	void shouldRefuseABodyWhereItMeansNothing(String method) throws IOException {
		assertProblem(RawClient.send(gateway.port(), method + " /todo/1", "Content-Length: 5"), 400, "bad-request",
				"/todo/1");
		assertProblem(RawClient.send(gateway.port(), method + " /todo/1", "Transfer-Encoding: chunked"), 400,
				"bad-request", "/todo/1");
	}

	@Test
	void shouldNotInviteABodyThatItCannotDeliver() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "POST /lost", "Expect: 100-continue",
				"Content-Length: 5");
		assertThat(response.status()).isEqualTo(405);
		response = RawClient.send(gateway.port(), "PUT /down/1", "Expect: 100-continue", "Content-Length: 5");
		assertProblem(response, 503, "service-unavailable", "/down/1");
	}

	@Test
	void shouldNotPassABrokenChunkedBody(CapturedOutput output) throws IOException {
		int printed = output.length();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "Transfer-Encoding: chunked") + "5\r\nhello\r\nzz\r\n");
			assertThat(client.read().status()).isBetween(400, 499);
			assertThat(client.isClosedByPeer()).isTrue();
		}
		assertThat(todo.requests()).noneMatch((request) -> request.text().equals("hello") && request.complete());
		assertThat(get("/nothing").status()).isEqualTo(404);
		assertThat(output.toString().substring(printed)).doesNotContain("WARN", "ERROR");
	}

	@Test
	void shouldNotTakeAClientThatLeavesForAFailure(CapturedOutput output) throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(60_000));
		int printed = output.length();
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo"));
			await().atMost(Duration.ofSeconds(10)).until(() -> todo.requests().size() > before);
		}
		HttpMessage response = get("/nothing");
		assertThat(response.status()).isEqualTo(404);
		assertThat(output.toString().substring(printed)).doesNotContain("WARN", "ERROR");
	}

	private static HttpMessage get(String target) throws IOException {
		return RawClient.send(gateway.port(), "GET " + target);
	}

}
