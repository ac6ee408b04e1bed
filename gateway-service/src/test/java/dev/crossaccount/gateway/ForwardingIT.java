package dev.crossaccount.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What reaches the provider, and what comes back. */
class ForwardingIT {

	private static StubProvider dogs;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		dogs = new StubProvider();
		todo = new StubProvider();
		gateway = RunningGateway.with("gateway.providers.dogs.uri=" + dogs.uri(),
				"gateway.providers.todo.uri=" + todo.uri());
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		dogs.close();
		todo.close();
	}

	@BeforeEach
	void reset() {
		dogs.answering(StubProvider.text("dog"));
		todo.answering(StubProvider.text("todo"));
	}

	@Test
	void shouldRouteByPathPrefix() throws IOException {
		assertThat(get("/dogs").text()).isEqualTo("dog");
		assertThat(get("/dogs/males").text()).isEqualTo("dog");
		assertThat(get("/todo/d2be7fe9").text()).isEqualTo("todo");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dogs?", "/dogs?a=1&&b&=c&d=", "/dogs/a%20b%25/%C3%A9%E2%82%AC?q=%2F%2e%26+x%c3%a9",
			"/dogs/", "/dogs/a+b:c@d,e=f!$&'()*~", "/dogs?filter[name]=x&u=http://y/../z;v//w?&x=%00",
			"/dogs/a%2eb...c", "/dogs/%252e%252e/x" })
	void shouldSendPathAndQueryByteForByte(String target) throws IOException {
		assertThat(get(target).status()).isEqualTo(200);
		assertThat(dogs.lastRequest().startLine()).isEqualTo("GET " + target + " HTTP/1.1");
	}

	@Test
	void shouldAcceptTheAbsoluteForm() throws IOException {
		assertThat(get("http://api.example.com/dogs/males?x").status()).isEqualTo(200);
		assertThat(dogs.lastRequest().startLine()).isEqualTo("GET /dogs/males?x HTTP/1.1");
	}

	/**
	 * What is cut to pieces of 8 KiB is sent piece by piece, which costs twice as much.
	 */
	@Test
	void shouldPassABodyOnInPiecesAsLargeAsItReadsThem() throws IOException {
		int length = 1024 * 1024;
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
			.formatted(length, "x".repeat(length))));
		List<Integer> pieces = new ArrayList<>();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /dogs")).readUntil("\r\n\r\n");
			for (int size = chunkSize(client); size > 0; size = chunkSize(client)) {
				pieces.add(client.skip(size));
				client.readUntil("\r\n");
			}
		}
		assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(length);
		assertThat(Collections.max(pieces)).isGreaterThan(8192);
	}

	@Test
	void shouldSendTheProvidersOwnHost() throws IOException {
		get("/dogs");
		assertThat(dogs.lastRequest().header("Host")).isEqualTo(dogs.uri().substring("http://".length()));
	}

	@Test
	void shouldInventNoHeaderOfTheClient() throws IOException {
		get("/dogs");
		assertThat(dogs.lastRequest().headers())
			.extracting((line) -> line.substring(0, line.indexOf(':')).toLowerCase())
			.containsExactlyInAnyOrder("host", "x-request-id", "forwarded", "x-forwarded-for", "x-forwarded-host",
					"x-forwarded-port", "x-forwarded-proto", "traceparent", "x-consumer-id", "x-auth-method");
	}

	@Test
	void shouldDropHopByHopHeadersOfTheClient() throws IOException {
		RawClient.send(gateway.port(), "GET /dogs", "Connection: X-Private, keep-alive", "X-Private: 1", "TE: trailers",
				"Keep-Alive: timeout=5", "Proxy-Authorization: Basic eDp5", "Proxy-Connection: keep-alive",
				"Upgrade: websocket", "Trailer: X-T", "X-Kept: yes");
		HttpMessage request = dogs.lastRequest();
		assertThat(request.header("X-Kept")).isEqualTo("yes");
		for (String name : List.of("Connection", "X-Private", "TE", "Keep-Alive", "Proxy-Authorization",
				"Proxy-Connection", "Upgrade", "Trailer")) {
			assertThat(request.all(name)).as(name).isEmpty();
		}
	}

	/** Else a client could have its body left out, or taken for another request. */
	@Test
	void shouldFrameTheBodyWhateverTheClientSaysOfItsConnection() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "Connection: Content-Length", "Content-Length: 5") + "hello");
			assertThat(client.read().status()).isEqualTo(200);
			assertThat(todo.lastRequest().text()).isEqualTo("hello");
			client.write(RawClient.head("POST /todo", "Connection: Transfer-Encoding", "Transfer-Encoding: chunked")
					+ "2\r\nhi\r\n0\r\n\r\n");
			assertThat(client.read().status()).isEqualTo(200);
			assertThat(todo.lastRequest().text()).isEqualTo("hi");
		}
	}

	@Test
	void shouldDropHopByHopHeadersOfTheProvider() throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nConnection: X-Private\r\nX-Private: 1\r\n"
				+ "Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nX-Kept: a\r\nX-Kept: b\r\n"
				+ "Content-Length: 0\r\n\r\n"));
		HttpMessage response = get("/dogs");
		assertThat(response.headers()).extracting((line) -> line.substring(0, line.indexOf(':')).toLowerCase())
			.containsExactlyInAnyOrder("x-request-id", "x-kept", "x-kept", "content-length", "ratelimit-policy",
					"ratelimit");
	}

	@Test
	void shouldReplaceWhatTheClientSaysAboutItself() throws IOException {
		RawClient.send(gateway.port(), "GET /dogs", "Forwarded: for=6.6.6.6;proto=https", "X-Forwarded-For: 6.6.6.6",
				"X-Forwarded-Host: evil", "X-Forwarded-Proto: https", "X-Forwarded-Port: 1", "X-Forwarded-Prefix: /x",
				"X-Real-IP: 6.6.6.6", "True-Client-IP: 6.6.6.6", "X-Original-URL: /admin",
				"X-HTTP-Method-Override: DELETE", "Connection: Forwarded, X-Forwarded-For, X-Request-Id");
		HttpMessage request = dogs.lastRequest();
		assertThat(request.header("Forwarded")).isEqualTo("for=127.0.0.1;host=\"api.example.com\";proto=http");
		assertThat(request.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
		assertThat(request.header("X-Forwarded-Host")).isEqualTo("api.example.com");
		assertThat(request.header("X-Forwarded-Port")).isEqualTo("80");
		assertThat(request.header("X-Forwarded-Proto")).isEqualTo("http");
		assertThat(request.header("X-Request-Id")).hasSize(32);
		assertThat(request.headers()).noneMatch((line) -> line.contains("6.6.6.6") || line.contains("evil")
				|| line.contains("admin") || line.contains("DELETE") || line.contains("/x"));
	}

	@Test
	void shouldMakeARequestId() throws IOException {
		HttpMessage response = get("/dogs");
		assertThat(response.header("X-Request-Id")).matches("[0-9a-f]{32}")
			.isEqualTo(dogs.lastRequest().header("X-Request-Id"));
	}

	@Test
	void shouldKeepAWellFormedRequestId() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "GET /dogs", "X-Request-Id: a.B-9_z");
		assertThat(response.header("X-Request-Id")).isEqualTo("a.B-9_z");
		assertThat(dogs.lastRequest().header("X-Request-Id")).isEqualTo("a.B-9_z");
	}

	@Test
	void shouldReplaceAnIllFormedOrRepeatedRequestId() throws IOException {
		HttpMessage illFormed = RawClient.send(gateway.port(), "GET /dogs", "X-Request-Id: a b");
		assertThat(illFormed.header("X-Request-Id")).matches("[0-9a-f]{32}");
		HttpMessage repeated = RawClient.send(gateway.port(), "GET /dogs", "X-Request-Id: a", "X-Request-Id: b");
		assertThat(repeated.header("X-Request-Id")).matches("[0-9a-f]{32}");
	}

	@Test
	void shouldAnswerWithItsOwnRequestIdNotTheProviders() throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nX-Request-Id: theirs\r\nContent-Length: 0\r\n\r\n"));
		assertThat(get("/dogs").header("X-Request-Id")).isEqualTo(dogs.lastRequest().header("X-Request-Id"));
	}

	/** All providers, and the gateway's own pages, are one origin to a browser. */
	@Test
	void shouldNotLetAProviderActForTheWholeOriginInABrowser() throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nService-Worker-Allowed: /\r\nClear-Site-Data: \"*\"\r\n"
				+ "X-Kept: yes\r\nContent-Length: 0\r\n\r\n"));
		HttpMessage response = RawClient.send(gateway.port(), "GET /dogs");
		assertThat(response.header("X-Kept")).isEqualTo("yes");
		assertThat(response.all("Service-Worker-Allowed")).isEmpty();
		assertThat(response.all("Clear-Site-Data")).isEmpty();
	}

	@Test
	void shouldPassAProvidersErrorUntouched() throws IOException {
		String problem = "{\"type\":\"urn:x\",\"title\":\"Theirs\"}";
		dogs.answering(StubProvider.raw("HTTP/1.1 503 Busy\r\nContent-Type: application/problem+json\r\n"
				+ "Retry-After: 77\r\nContent-Length: " + problem.length() + "\r\n\r\n" + problem));
		HttpMessage response = get("/dogs");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("77");
		assertThat(response.text()).isEqualTo(problem);
	}

	@Test
	void shouldStreamAMebibyteBothWaysUnchanged() throws IOException {
		byte[] sent = new byte[1024 * 1024];
		new Random(1).nextBytes(sent);
		echo();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "Content-Length: " + sent.length)).write(sent);
			HttpMessage response = client.read();
			assertThat(todo.lastRequest().header("Content-Length")).isEqualTo("" + sent.length);
			assertThat(todo.lastRequest().all("Transfer-Encoding")).isEmpty();
			assertThat(todo.lastRequest().body()).isEqualTo(sent);
			assertThat(response.header("Content-Length")).isEqualTo("" + sent.length);
			assertThat(response.all("Transfer-Encoding")).isEmpty();
			assertThat(response.body()).isEqualTo(sent);
		}
	}

	@Test
	void shouldKeepChunkedBodiesChunkedBothWays() throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");
			HttpMessage response = client.read();
			assertThat(todo.lastRequest().header("Transfer-Encoding")).isEqualTo("chunked");
			assertThat(todo.lastRequest().all("Content-Length")).isEmpty();
			assertThat(todo.lastRequest().text()).isEqualTo("hello");
			assertThat(response.header("Transfer-Encoding")).isEqualTo("chunked");
			assertThat(response.text()).isEqualTo("abc");
		}
	}

	@Test
	void shouldPassPartsOfAnAnswerAsTheyCome() throws Exception {
		CountDownLatch seen = new CountDownLatch(1);
		dogs.answering((request, socket, out) -> {
			out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst".getBytes(StandardCharsets.US_ASCII));
			out.flush();
			assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
			out.write("later".getBytes(StandardCharsets.US_ASCII));
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /dogs"));
			assertThat(client.readUntil("first")).contains("200 OK");
			seen.countDown();
			client.readUntil("later");
		}
	}

	@Test
	void shouldNotTouchGzip() throws IOException {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write("dog".getBytes(StandardCharsets.US_ASCII));
		}
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		answer.writeBytes(zipped.toByteArray());
		dogs.answering(StubProvider.raw(answer.toByteArray()));
		HttpMessage response = RawClient.send(gateway.port(), "GET /dogs", "Accept-Encoding: gzip");
		assertThat(dogs.lastRequest().header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(response.body()).isEqualTo(zipped.toByteArray());
	}

	@Test
	void shouldAnswerHeadWithTheLengthAndNoBody() throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n"));
		try (RawClient client = new RawClient(gateway.port())) {
			HttpMessage head = client.write(RawClient.head("HEAD /dogs")).read(true);
			assertThat(head.header("Content-Length")).isEqualTo("33");
			dogs.answering(StubProvider.text("dog"));
			assertThat(client.write(RawClient.head("GET /dogs")).read().text()).isEqualTo("dog");
		}
	}

	@Test
	void shouldPassAnAnswerWithoutBody() throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 204 No Content\r\n\r\n"));
		try (RawClient client = new RawClient(gateway.port())) {
			HttpMessage response = client.write(RawClient.head("DELETE /todo/1")).read(true);
			assertThat(response.status()).isEqualTo(204);
			assertThat(response.all("Content-Length")).isEmpty();
			assertThat(response.all("Transfer-Encoding")).isEmpty();
		}
	}

	@Test
	void shouldAnswerAnExpectationWhenTheProviderIsConnected() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo", "Expect: 100-continue", "Content-Length: 5"));
			assertThat(client.read(true).startLine()).isEqualTo("HTTP/1.1 100 Continue");
			assertThat(client.write("hello").read().status()).isEqualTo(200);
			assertThat(todo.lastRequest().text()).isEqualTo("hello");
			assertThat(todo.lastRequest().all("Expect")).isEmpty();
		}
	}

	@Test
	void shouldLimitTheRequestLineAndTheHeaders() throws IOException {
		assertThat(get("/dogs?" + "x".repeat(8000)).status()).isEqualTo(200);
		assertThat(get("/dogs?" + "x".repeat(9000)).status()).isEqualTo(414);
		assertThat(RawClient.send(gateway.port(), "GET /dogs", "X: " + "x".repeat(15000)).status()).isEqualTo(200);
		assertThat(RawClient.send(gateway.port(), "GET /dogs", "X: " + "x".repeat(17000)).status()).isEqualTo(431);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Connection: keep-alive\r\n" })
	void shouldEndAnAnswerOfUnknownLengthWithTheConnectionForHttp10(String header) throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("GET /dogs HTTP/1.0\r\nHost: api.example.com\r\n" + header + "\r\n");
			String head = client.readUntil("\r\n\r\n");
			assertThat(head).contains(" 200 OK").doesNotContainIgnoringCase("transfer-encoding");
			assertThat(client.readUntil("abc")).isEqualTo("abc");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldPassAKnownLengthToHttp10() throws IOException {
		String head = "GET /dogs HTTP/1.0\r\nHost: api.example.com\r\n";
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.write(head + "Connection: keep-alive\r\n\r\n").read().text()).isEqualTo("dog");
			assertThat(client.write(head + "Connection: keep-alive\r\n\r\n").read().text()).isEqualTo("dog");
		}
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.write(head + "\r\n").read().text()).isEqualTo("dog");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldHideTheProvidersAddressInALocation() throws IOException {
		assertThat(location(dogs.uri() + "/dogs/1?a=b%20c#d")).isEqualTo("/dogs/1?a=b%20c#d");
		assertThat(location(dogs.uri().replace("localhost", "LOCALHOST"))).isEqualTo("/");
		assertThat(location(dogs.uri() + "//evil.example/")).isEqualTo("/.//evil.example/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dogs/1", "1", "http://localhost/dogs", "http://localhost.example/dogs",
			"https://elsewhere.example/x", "http://[/dogs" })
	void shouldLeaveAnyOtherLocation(String location) throws IOException {
		assertThat(location(location)).isEqualTo(location);
	}

	@Test
	void shouldAnswerPipelinedRequestsInOrder() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /dogs") + RawClient.head("GET /nothing") + RawClient.head("GET /todo"));
			assertThat(client.read().text()).isEqualTo("dog");
			assertThat(client.read().status()).isEqualTo(404);
			assertThat(client.read().text()).isEqualTo("todo");
		}
	}

	@Test
	void shouldReuseConnectionsToAProvider() throws IOException {
		int before = dogs.connections();
		for (int i = 0; i < 30; i++) {
			get("/dogs");
		}
		// Not one for all: an answer may arrive before its connection is back in the
		// pool.
		assertThat(dogs.connections()).isLessThan(before + 10);
	}

	@Test
	void shouldNotReadAProxyHeaderUnlessToldTo() throws IOException {
		int before = dogs.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("PROXY TCP4 203.0.113.7 10.0.0.1 51234 80\r\n" + RawClient.head("GET /dogs"));
			assertThat(client.read().status()).isEqualTo(400);
		}
		assertThat(dogs.requests()).hasSize(before);
	}

	private static String location(String location) throws IOException {
		dogs.answering(StubProvider.raw("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Location: "
				+ location + "\r\nContent-Length: 0\r\n\r\n"));
		HttpMessage response = get("/dogs");
		assertThat(response.header("Content-Location")).isEqualTo(response.header("Location"));
		return response.header("Location");
	}

	private static void echo() {
		todo.answering((request, socket, out) -> {
			out.write(("HTTP/1.1 201 Created\r\nContent-Length: " + request.body().length + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			out.write(request.body());
		});
	}

	private static HttpMessage get(String target) throws IOException {
		return RawClient.send(gateway.port(), "GET " + target);
	}

	private static int chunkSize(RawClient client) throws IOException {
		return Integer.parseInt(client.readUntil("\r\n").strip(), 16);
	}

}
