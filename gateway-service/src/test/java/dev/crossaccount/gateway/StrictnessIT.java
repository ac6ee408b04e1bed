package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that are refused before anything is decided on them. */
@ExtendWith(OutputCaptureExtension.class)
class StrictnessIT {

	private static final String HOST = "Host: api.example.com\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

	/** Would be a request of its own if a server lost count. */
	private static final String SMUGGLED = "GET /todo/smuggled HTTP/1.1\r\n" + HOST + "\r\n";

	private static StubProvider todo;

	private static StubProvider left;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		todo = new StubProvider();
		left = new StubProvider();
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 10000/s}").write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.left.uri=" + left.uri(),
				"gateway.providers.left.paths=/left", "gateway.providers.left.methods=POST");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
		left.close();
	}

	@AfterEach
	void shouldNeverLogAFaultOfAClientAsAnError(CapturedOutput output) {
		assertThat(output).doesNotContain(" ERROR ", " WARN ", "\tat ");
	}

	static Stream<Arguments> refused() {
		String get = "GET /todo HTTP/1.1\r\n";
		String post = "POST /todo HTTP/1.1\r\n" + HOST;
		return Stream.of(arguments("no Host", get), arguments("two Hosts", get + HOST + HOST),
				arguments("different Hosts", get + HOST + "host: b\r\n"), arguments("empty Host", get + "Host:\r\n"),
				arguments("blank Host", get + "Host: \t\r\n"), arguments("user in Host", get + "Host: u@a\r\n"),
				arguments("password in Host", get + "Host: u:p@a\r\n"),
				arguments("blank in Host", get + "Host: a b\r\n"), arguments("tab in Host", get + "Host: a\tb\r\n"),
				arguments("path in Host", get + "Host: a/b\r\n"), arguments("quote in Host", get + "Host: a\"b\r\n"),
				arguments("backslash in Host", get + "Host: a\\b\r\n"),
				arguments("bad encoding in Host", get + "Host: a%zz\r\n"),
				arguments("é in Host", get + "Host: \u00e9\r\n"), arguments("no port", get + "Host: a:\r\n"),
				arguments("no number as port", get + "Host: a:b\r\n"),
				arguments("large port", get + "Host: a:65536\r\n"), arguments("two ports", get + "Host: a:1:2\r\n"),
				arguments("bare IPv6", get + "Host: ::1\r\n"), arguments("bad IPv6", get + "Host: [1::2::3]\r\n"),
				arguments("open bracket", get + "Host: [::1\r\n"),
				arguments("two Hosts in HTTP/1.0", "GET /todo HTTP/1.0\r\n" + HOST + HOST),
				arguments("user in target", "GET http://u@api.example.com/todo HTTP/1.1\r\n" + HOST),
				arguments("other host in target", "GET http://evil/todo HTTP/1.1\r\n" + HOST),
				arguments("other port in target", "GET http://api.example.com:81/todo HTTP/1.1\r\n" + HOST),
				arguments("no host in target", "GET http:///todo HTTP/1.1\r\n" + HOST),
				arguments("asterisk", "GET * HTTP/1.1\r\n" + HOST),
				arguments("folded header", get + HOST + "X: a\r\n b\r\n"),
				arguments("header folded by tab", get + HOST + "X: a\r\n\tb\r\n"),
				arguments("folded Host", get + "Host: a\r\n b\r\n"),
				arguments("blank first line", get + " X: a\r\n" + HOST),
				arguments("fold without text", get + HOST + "X: a\r\n \r\n"),
				arguments("CR in header", get + HOST + "X: a\rb\r\n"),
				arguments("CR ends header", get + HOST + "X: a\r\r\n"),
				arguments("NUL in header", get + HOST + "X: a\u0000b\r\n"),
				arguments("LF ends line", get + HOST + "X: a\n"),
				arguments("control character", get + HOST + "X: a\u0007b\r\n"),
				arguments("blank in name", get + HOST + "X Y: 1\r\n"),
				arguments("blank before colon", get + HOST + "X : 1\r\n"), arguments("no name", get + HOST + ": 1\r\n"),
				arguments("no colon", get + HOST + "X\r\n"),
				arguments("tab in request line", "GET\t/todo HTTP/1.1\r\n" + HOST),
				arguments("two blanks", "GET  /todo HTTP/1.1\r\n" + HOST),
				arguments("CR in line", "GET /todo\rHTTP/1.1\r\n" + HOST),
				arguments("NUL in target", "GET /to\u0000do HTTP/1.1\r\n" + HOST),
				arguments("NUL behind target", "GET /todo\u0000 HTTP/1.1\r\n" + HOST),
				arguments("NUL in method", "GE\u0000T /todo HTTP/1.1\r\n" + HOST),
				arguments("overlong slash", "GET /todo%c0%afx HTTP/1.1\r\n" + HOST),
				arguments("asterisk for OPTIONS", "OPTIONS * HTTP/1.1\r\n" + HOST),
				arguments("blank before method", " GET /todo HTTP/1.1\r\n" + HOST),
				arguments("HTTP/1.2", "GET /todo HTTP/1.2\r\n" + HOST),
				arguments("HTTP/2.0", "GET /todo HTTP/2.0\r\n" + HOST),
				arguments("HTTP/3.0", "GET /todo HTTP/3.0\r\n" + HOST),
				arguments("HTTP/0.9", "GET /todo HTTP/0.9\r\n" + HOST), arguments("no version", "GET /todo\r\n" + HOST),
				arguments("lower case", "GET /todo http/1.1\r\n" + HOST),
				arguments("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n"),
				arguments("list of lengths", post + "Content-Length: 1, 2\r\n"),
				arguments("the same length twice", post + "Content-Length: 1\r\nContent-Length: 1\r\n"),
				arguments("two lengths in HTTP/1.0",
						"POST /todo HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n"),
				arguments("list of lengths in HTTP/1.0", "POST /todo HTTP/1.0\r\nContent-Length: 1, 2\r\n"),
				arguments("CR before the empty line", "\r\r\nGET /todo HTTP/1.1\r\n" + HOST),
				arguments("NUL before the method", "\u0000GET /todo HTTP/1.1\r\n" + HOST),
				arguments("signed length", post + "Content-Length: +1\r\n"),
				arguments("negative length", post + "Content-Length: -1\r\n"),
				arguments("length and chunked", post + "Content-Length: 1\r\n" + CHUNKED),
				arguments("chunked and length", post + CHUNKED + "Content-Length: 1\r\n"),
				arguments("length and another coding", post + "Content-Length: 1\r\nTransfer-Encoding: gzip\r\n"),
				arguments("another coding", post + "Transfer-Encoding: gzip\r\n"),
				arguments("chunked not last", post + "Transfer-Encoding: chunked, gzip\r\n"),
				arguments("two codings", post + "Transfer-Encoding: gzip, chunked\r\n"),
				arguments("chunked twice", post + CHUNKED + CHUNKED),
				arguments("disguised coding", post + "Transfer-Encoding: xchunked\r\n"),
				arguments("chunked in HTTP/1.0", "POST /todo HTTP/1.0\r\n" + HOST + CHUNKED));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void shouldRefuseWhatCanBeReadInTwoWays(String name, String head) throws IOException {
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(head + "X-Request-Id: mine\r\n\r\n" + SMUGGLED);
			Problems.assertProblem(client.read(), 400, "bad-request");
			assertThat(client.isClosedByPeer()).isTrue();
		}
		assertThat(todo.requests()).hasSize(before);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void shouldRefuseItBehindAnotherRequestByteByByteToo(String name, String head) throws IOException {
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /todo/first", "Transfer-Encoding: chunked") + "1\r\na\r\n0\r\n\r\n" + head
					+ "\r\n" + SMUGGLED);
			assertThat(client.read().status()).isEqualTo(200);
			// Where the refused request could not be read at all, the connection is just
			// closed.
			client.isClosedByPeer();
		}
		try (RawClient client = new RawClient(gateway.port())) {
			for (String octet : (head + "\r\n" + SMUGGLED).split("")) {
				client.write(octet);
			}
			assertThat(client.read().status()).isEqualTo(400);
		}
		catch (SocketException ex) {
			// Refused before its end.
		}
		assertThat(todo.requests()).hasSize(before + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "A-b.example", "a:1", "a:65535", "192.0.2.1", "192.0.2.1:80", "[::1]",
			"[2001:db8::7]:80", "a_b~c", "a%20b", "a!$&'()*+,;=b" })
	void shouldAcceptEveryHostOfTheGrammar(String host) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("GET /todo HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
			assertThat(client.read().status()).isEqualTo(200);
		}
	}

	@Test
	void shouldServeHttp10WithOrWithoutHost() throws IOException {
		for (String host : List.of("", HOST)) {
			try (RawClient client = new RawClient(gateway.port())) {
				client.write("GET /todo HTTP/1.0\r\n" + host + "\r\n");
				assertThat(client.read().text()).isEqualTo("ok");
				assertThat(client.isClosedByPeer()).isTrue();
			}
			assertThat(todo.lastRequest().startLine()).isEqualTo("GET /todo HTTP/1.1");
		}
	}

	@Test
	void shouldIgnoreEmptyLinesBeforeARequest() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("\r\n\r\n" + RawClient.head("GET /todo"));
			assertThat(client.read().status()).isEqualTo(200);
			client.write("\r\n" + RawClient.head("GET /todo"));
			assertThat(client.read().status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "9000, 0, 414, uri-too-long", "1, 17000, 431, request-header-fields-too-large" })
	void shouldSayWhatIsTooLong(int target, int header, int status, String slug) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo?" + "x".repeat(target), "X-Request-Id: mine",
					"X: " + "x".repeat(header)));
			Problems.assertProblem(client.read(), status, slug);
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void shouldKeepTheRequestIdWhereItWasRead() throws IOException {
		HttpMessage response = RawClient.send(gateway.port(), "GET /todo", "X-Request-Id: mine", "X Y: 1");
		assertThat(response.header("X-Request-Id")).isEqualTo("mine");
		assertThat(Problems.json(response).get("instance").asString()).isEqualTo("/todo");
	}

	@Test
	void shouldRefuseAHeadRequestWithoutABody() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("HEAD /todo HTTP/1.1\r\n\r\n");
			HttpMessage response = client.read(true);
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.header("Content-Length")).isNotEqualTo("0");
			assertThat(client.isClosedByPeer()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n", "5\r\nhello\r\nzz\r\n", "5\r\nhelloX", "5\nhello", "-1\r\n",
			"5;\u0000\r\nhello\r\n", "5;a\rb\r\nhello\r\n", "5;a\nhello\r\n", "5;a=\"b\r\nhello\r\n",
			"5;a=\"b\nc\"\r\nhello\r\n", ";a\r\n", "ffffffffff\r\n" })
	void shouldRefuseABrokenChunk(String body) throws IOException {
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(
					RawClient.head("POST /todo", "X-Request-Id: mine", "Transfer-Encoding: chunked") + body + SMUGGLED);
			HttpMessage response = client.read();
			Problems.assertProblem(response, 400, "bad-request");
			assertThat(response.header("X-Request-Id")).isEqualTo("mine");
			assertThat(client.isClosedByPeer()).isTrue();
		}
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("POST /nothing", "Transfer-Encoding: chunked") + body + SMUGGLED);
			assertThat(client.read().status()).isEqualTo(404);
			assertThat(client.isClosedByPeer()).isTrue();
		}
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /nothing") + RawClient.head("POST /todo", "Transfer-Encoding: chunked")
					+ body + SMUGGLED);
			assertThat(client.read().status()).isEqualTo(404);
		}
		assertThat(todo.requests().stream().skip(before)).noneMatch(HttpMessage::complete);
	}

	static Stream<String> brokenFraming() {
		String hello = "5\r\nhello\r\n";
		Stream<String> sizes = Stream
			.of("5 junk", "5 ", "5\t", " 5", "\t5", "5 5", "5\r", "5\rjunk", "5\u0000", "5\u000bjunk", "5 5;a", " 5;a",
					"5;", "5; ", "5;;a", "5;a;", "5;a b", "5;a=", "5;a=;b", "5;a=b\"c\"", "5;\"a\"", "5;a=\"b\"c",
					"5;a\u007f", "+5", "-5", "0x5", "5h", "5,5", "\u00b2", "00000000100000005", "")
			.map((size) -> size + "\r\nhello\r\n0\r\n\r\n");
		Stream<String> last = Stream.of("0 junk", "0 ", " 0", "00 0", "0\r", "0;", "0;a b", "-0", "0x0", "")
			.map((size) -> hello + size + "\r\n\r\n");
		Stream<String> ends = Stream.of("5\nhello\r\n0\r\n\r\n", "5;a\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n",
				"5\r\nhello\r0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n", "5\r\nhelloXX\r\n0\r\n\r\n",
				hello + "\r\n0\r\n\r\n", hello + "0\n\r\n", hello + "0\r\n\n", hello + "0\r\nX: a\n\r\n",
				hello + "0\r\nX: a\r\n\n", hello + "0\r\n\r\r\n");
		Stream<String> trailers = Stream
			.of(" X: a", "X: a\r\n b", "X: a\r\n\tb", "X: a\r\n ", "X : a", "X Y: a", ": a", "X", "X: a\u0000",
					"X: a\rb", "X: a\r", "Content-Length: 1\r\n 2", "Content-Length: 1\u0000", "Trailer: a\rb",
					"Transfer-Encoding: \u007f")
			.map((trailer) -> hello + "0\r\n" + trailer + "\r\n\r\n");
		return Stream.of(sizes, last, ends, trailers).flatMap((bodies) -> bodies);
	}

	@ParameterizedTest
	@MethodSource("brokenFraming")
	void shouldNotRepairTheFramingOfChunks(String body) throws IOException {
		int before = todo.requests().size();
		String request = RawClient.head("POST /todo", "Transfer-Encoding: chunked") + body + SMUGGLED;
		for (String[] parts : List.of(new String[] { request }, request.split(""))) {
			try (RawClient client = new RawClient(gateway.port())) {
				for (String part : parts) {
					client.write(part);
				}
				Problems.assertProblem(client.read(), 400, "bad-request");
				assertThat(client.isClosedByPeer()).isTrue();
			}
		}
		assertThat(todo.requests().stream().skip(before)).noneMatch(HttpMessage::complete);
	}

	@ParameterizedTest
	@ValueSource(strings = { "5\r\nhello\r\n0\r\n\r\n", "2\r\nhe\r\n3\r\nllo\r\n000\r\n\r\n",
			"000000000000000000005\r\nhello\r\n0\r\n\r\n", "5;a\r\nhello\r\n0;b\r\n\r\n",
			"5 \t;\ta \t=\tb;c=\"d;\\\" \"\t;e\r\nhello\r\n0\r\n\r\n",
			"5\r\nhello\r\n0\r\nX-A: a b\r\nX-B:\r\nContent-Length: 1\r\n\r\n" })
	void shouldReadChunksAsTheStandardHasThem(String body) throws IOException {
		String request = RawClient.head("POST /todo", "Transfer-Encoding: chunked") + body
				+ RawClient.head("GET /todo");
		for (String[] parts : List.of(new String[] { request }, request.split(""))) {
			int before = todo.requests().size();
			try (RawClient client = new RawClient(gateway.port())) {
				for (String part : parts) {
					client.write(part);
				}
				assertThat(client.read().status()).isEqualTo(200);
				assertThat(client.read().status()).isEqualTo(200);
			}
			assertThat(todo.requests().get(before).text()).isEqualTo("hello");
			assertThat(todo.requests()).hasSize(before + 2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "400", "404", "414", "431" })
	void shouldPassAProvidersEmptyErrorUntouched(String status) throws IOException {
		todo.answering(StubProvider.raw("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"));
		HttpMessage response = RawClient.send(gateway.port(), "GET /todo");
		assertThat(response.status()).isEqualTo(Integer.parseInt(status));
		assertThat(response.body()).isEmpty();
		assertThat(response.all("Content-Type")).isEmpty();
		todo.answering(StubProvider.text("ok"));
	}

	@Test
	void shouldLetAClientLeaveInTheMiddleOfItsBody() throws IOException {
		for (String framing : List.of("Content-Length: 10", "Transfer-Encoding: chunked")) {
			int before = left.connections();
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("POST /left", framing) + "5\r\nhel");
				await().atMost(Duration.ofSeconds(10)).until(() -> left.connections() > before);
			}
			assertThat(RawClient.send(gateway.port(), "GET /todo").status()).isEqualTo(200);
		}
		assertThat(left.requests()).noneMatch(HttpMessage::complete);
	}

}
