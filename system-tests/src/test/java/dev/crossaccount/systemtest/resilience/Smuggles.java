package dev.crossaccount.systemtest.resilience;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Known ways to have two servers count requests differently, and their relatives. */
final class Smuggles {

	private static final String HOST = "Host: localhost\r\n";

	private static final String GET = "GET /todo?{id} HTTP/1.1\r\n" + HOST;

	private static final String POST = "POST /todo?{id} HTTP/1.1\r\n" + HOST
			+ "Content-Type: application/x-www-form-urlencoded\r\n";

	private static final String LENGTH = "Content-Length: {n}\r\n";

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

	private static final String FORM = "data=smuggle";

	private static final String CHUNKS = "c\r\n" + FORM + "\r\n0\r\n";

	private Smuggles() {
	}

	static Stream<Arguments> all() {
		return Stream.of(arguments("CL.TE and TE.CL", bothFramings()), arguments("TE.TE", codings()),
				arguments("Content-Length twice, as a list, misspelt", lengths()),
				arguments("CL.0 and bodies that nobody reads", unread()), arguments("tricks with chunks", chunks()),
				arguments("headers injected, lines bent", lines()),
				arguments("targets, versions, what follows a close", targets()));
	}

	private static List<Smuggle> bothFramings() {
		return List.of(Smuggle.refused("CL.TE", POST + LENGTH + CHUNKED + "\r\n0\r\n\r\n{s}"),
				Smuggle.refused("CL.TE, prefix of a request", POST + LENGTH + CHUNKED + "\r\n0\r\n\r\nG"),
				Smuggle.refused("TE.CL", POST + CHUNKED + "Content-Length: 4\r\n\r\n5c\r\n{s}\r\n0\r\n\r\n"),
				Smuggle.refused("CL 0 and TE", POST + "Content-Length: 0\r\n" + CHUNKED + "\r\n{s}"),
				Smuggle.refused("TE and CL 0", POST + CHUNKED + "Content-Length: 0\r\n\r\n{s}"),
				Smuggle.refused("GET, CL.TE", GET + LENGTH + CHUNKED + "\r\n0\r\n\r\n{s}"),
				Smuggle.refused("TE in HTTP/1.0",
						"POST /todo?{id} HTTP/1.0\r\n" + HOST + CHUNKED + "\r\n" + CHUNKS + "\r\n{s}"),
				Smuggle.refused("TE and CL in HTTP/1.0, kept alive", "POST /todo?{id} HTTP/1.0\r\n" + HOST + LENGTH
						+ CHUNKED + "Connection: keep-alive\r\n\r\n0\r\n\r\n{s}"));
	}

	private static List<Smuggle> codings() {
		Stream<Smuggle> refused = Stream.of("Transfer-Encoding: xchunked", "Transfer-Encoding : chunked",
				"Transfer-Encoding: chunked\r\n" + "Transfer-Encoding: x",
				"Transfer-Encoding: x\r\nTransfer-Encoding: chunked", "Transfer-Encoding:\tchunked",
				"Transfer-Encoding:chunked", "Transfer-Encoding: CHUNKED", "tRANSFER-eNCODING: chunked",
				"Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity, chunked",
				"Transfer-Encoding: identity", "Transfer-Encoding: ", "Transfer-Encoding: \"chunked\"",
				"Transfer-Encoding: chunked;q=1", "Transfer-Encoding: chunk", "Transfer-Encoding: chunked, chunked",
				"Transfer-Encoding: ,chunked", "Transfer-Encoding: gzip", "Transfer-Encoding:\u000bchunked",
				"Transfer-Encoding: chunked\u0000", "Transfer-Encoding: chun\u0000ked",
				"Transfer-Encoding: \u00a0chunked", "Transfer-Encoding:\r\n chunked", "Transfer-Encoding\r\n: chunked",
				" Transfer-Encoding: chunked", "\tTransfer-Encoding: chunked", "X: y\nTransfer-Encoding: chunked",
				"X: y\rTransfer-Encoding: chunked", "X: y\r\r\nTransfer-Encoding: chunked",
				"Transfer-Encoding: chunked\r", "Transfer\u0000-Encoding: chunked", "Transfer-Encoding\u00a0: chunked",
				"Transfer-Encoding\t: chunked", ":Transfer-Encoding: chunked", "Transfer Encoding: chunked")
			.map((line) -> Smuggle.refused(line, POST + LENGTH + line + "\r\n\r\n0\r\n\r\n{s}"));
		Stream<Smuggle> others = Stream
			.of("Transfer_Encoding: chunked", "Transfer-Encodin: chunked", "X-Transfer-Encoding: chunked",
					"TE: chunked", "Content-Encoding: chunked", "Connection: Transfer-Encoding",
					"Connection: close, Content-Length", "Connection: keep-alive, Content-Type, Host")
			.map((line) -> Smuggle.either(line, POST + LENGTH + line + "\r\n\r\n" + FORM + "{s}", 201, 400, 415));
		return Stream.concat(refused, others).toList();
	}

	private static List<Smuggle> lengths() {
		Stream<Smuggle> refused = Stream
			.of("Content-Length: 12\r\nContent-Length: {n}", "Content-Length: {n}\r\nContent-Length: 12",
					"Content-Length: {n}\r\nContent-Length: {n}", "Content-Length: 12, {n}", "Content-Length: {n}, {n}",
					"Content-Length: +12", "Content-Length: -12", "Content-Length: 0xc", "Content-Length: 12 12",
					"Content-Length: 12.0", "Content-Length: 1e1", "Content-Length: ", "Content-Length: ,12",
					"Content-Length: 12,", "Content-Length: 12;", "Content-Length: \"12\"",
					"Content-Length: \u0661\u0662", "Content-Length: 12\u0000", "Content-Length:\u000b12",
					"Content-Length : 12", "Content-Length: 1\r\n 2", "Content-Length\r\n: 12", " Content-Length: 12",
					"Content-Length: 99999999999999999999", "X: y\nContent-Length: 12",
					"Content-Length: 12\r\ncontent-length: 0")
			.map((line) -> Smuggle.refused(line, POST + line + "\r\n\r\n" + FORM + "{s}"));
		String old = POST.replace("1.1", "1.0") + "Connection: keep-alive\r\n";
		Stream<Smuggle> others = Stream.of(
				Smuggle.refused("two in HTTP/1.0",
						old + "Content-Length: 12\r\nContent-Length: {n}\r\n\r\n" + FORM + "{s}"),
				Smuggle.refused("a list in HTTP/1.0", old + "Content-Length: 12, {n}\r\n\r\n" + FORM + "{s}"),
				Smuggle.either("leading zeros", POST + "Content-Length: 000{n}\r\n\r\n" + FORM + "{s}", 201, 400),
				Smuggle.served("blanks around", POST + "Content-Length: \t {n} \t\r\n\r\n" + FORM + "{s}", 201),
				Smuggle.either("too long, never sent", POST + "Content-Length: 5000\r\n\r\n" + FORM + "{s}", 408));
		return Stream.concat(refused, others).toList();
	}

	private static List<Smuggle> unread() {
		String body = LENGTH + "\r\n{s}";
		String type = "Content-Type: text/plain\r\n";
		return List.of(Smuggle.answered("GET with a body", GET + body, 400),
				Smuggle.answered("HEAD with a body", GET.replace("GET", "HEAD") + body, 400),
				Smuggle.answered("DELETE with a body", "DELETE /todo/00000000?{id} HTTP/1.1\r\n" + HOST + body, 400),
				Smuggle.either("OPTIONS with a body", GET.replace("GET", "OPTIONS") + body, 200, 204, 400, 405),
				Smuggle.answered("no such method", "POST /dogs?{id} HTTP/1.1\r\n" + HOST + body, 405),
				Smuggle.answered("no such path", "POST /nothing?{id} HTTP/1.1\r\n" + HOST + body, 404),
				Smuggle.answered("the portal", "POST /?{id} HTTP/1.1\r\n" + HOST + body, 405),
				Smuggle.answered("the documents", "POST /openapi/todo?{id} HTTP/1.1\r\n" + HOST + body, 405),
				Smuggle.served("no such method of a path", "POST /todo/00000000?{id} HTTP/1.1\r\n" + HOST + body, 405),
				Smuggle.served("no media type", "PUT /todo/00000000?{id} HTTP/1.1\r\n" + HOST + body, 415),
				Smuggle.served("another media type", "PUT /todo/00000000?{id} HTTP/1.1\r\n" + HOST + type + body, 415),
				Smuggle.served("no such todo", "PUT /todo/00000000?{id} HTTP/1.1\r\n" + HOST
						+ "Content-Type: application/x-www-form-urlencoded\r\n" + LENGTH + "\r\n" + FORM + "{s}", 404),
				Smuggle.served("no acceptable answer", POST + "Accept: text/html\r\n" + LENGTH + "\r\n" + FORM + "{s}",
						406),
				Smuggle.either("more than the service takes",
						POST + LENGTH + "\r\n" + FORM + "x".repeat(70_000) + "{s}", 413),
				Smuggle.either("more than the gateway takes", POST + "Content-Length: 90000000\r\n\r\n{s}", 413),
				Smuggle.served("unread, chunked",
						"PUT /todo/00000000?{id} HTTP/1.1\r\n" + HOST + type + CHUNKED + "\r\n" + CHUNKS + "\r\n", 415),
				Smuggle.served("100-continue", POST + "Expect: 100-continue\r\n" + LENGTH + "\r\n" + FORM + "{s}", 201),
				Smuggle.either("100-continue, unread",
						"PUT /todo/00000000?{id} HTTP/1.1\r\n" + HOST + type + "Expect: 100-continue\r\n" + body, 415),
				Smuggle.either("another expectation", POST + "Expect: 200-ok\r\n" + LENGTH + "\r\n" + FORM + "{s}", 201,
						400, 417),
				Smuggle.either("a WebSocket that nobody offers",
						POST + "Connection: Upgrade\r\nUpgrade: websocket\r\n" + LENGTH + "\r\n" + FORM + "{s}", 201,
						400));
	}

	private static List<Smuggle> chunks() {
		Stream<Smuggle> broken = Stream
			.of("zz\r\n", "-1\r\n", "+c\r\n" + FORM + "\r\n0\r\n\r\n", "0xc\r\n" + FORM + "\r\n0\r\n\r\n",
					"c\n" + FORM + "\r\n0\r\n\r\n", "c\r" + FORM + "\r\n0\r\n\r\n", "c\r\n" + FORM + "\n0\r\n\r\n",
					"c\r\n" + FORM + "0\r\n\r\n", "c\r\n" + FORM + "XX0\r\n\r\n", "c\r\n" + FORM + "\r\n0\n\r\n",
					"c\r\n" + FORM + "\r\n0\r\n\n", "c;a\n" + FORM + "\r\n0\r\n\r\n",
					"c;a=\"\r\n" + FORM + "\r\n0\r\n\r\n", "c;\u0000\r\n" + FORM + "\r\n0\r\n\r\n",
					"c ;\r\n" + FORM + "\r\n0\r\n\r\n", " c\r\n" + FORM + "\r\n0\r\n\r\n",
					"c c\r\n" + FORM + "\r\n0\r\n\r\n", "\r\n0\r\n\r\n", ";a\r\n0\r\n\r\n",
					"c\r\n" + FORM + "\r\n00 0\r\n\r\n", "c\r\n" + FORM + "\r\n-0\r\n\r\n",
					"ffffffffffffffff\r\n" + FORM + "\r\n0\r\n\r\n", "10000000c\r\n" + FORM + "\r\n0\r\n\r\n",
					"1000000000000000c\r\n" + FORM + "\r\n0\r\n\r\n", "c;" + "a".repeat(20_000) + "\r\n" + FORM,
					"0".repeat(20_000) + "c\r\n" + FORM, CHUNKS + "X\r\n\r\n", CHUNKS + "X : a\r\n\r\n",
					CHUNKS + " X: a\r\n\r\n", CHUNKS + "X: a\r\n b\r\n\r\n", CHUNKS + "X: a\n\r\n",
					CHUNKS + "X: \u0000\r\n\r\n", CHUNKS + "X: a\rb\r\n\r\n",
					CHUNKS + "X: " + "a".repeat(20_000) + "\r\n\r\n", CHUNKS + "X: a\r\n".repeat(8_000) + "\r\n")
			.map((body) -> Smuggle.broken(shown(body), POST + CHUNKED + "\r\n" + body + "{s}"));
		Stream<Smuggle> whole = Stream
			.of("c\r\n" + FORM + "\r\n0\r\n\r\n", "C;a=b;c=\"d\"\r\n" + FORM + "\r\n000;e\r\n\r\n",
					"0000000000000000000c\r\n" + FORM + "\r\n0\r\n\r\n", CHUNKS + "X: a\r\n\r\n",
					CHUNKS + "Content-Length: 500\r\n\r\n", CHUNKS + "Transfer-Encoding: chunked\r\n\r\n",
					CHUNKS + "Host: evil\r\nConnection: close\r\n\r\n")
			.map((body) -> Smuggle.served(shown(body), POST + CHUNKED + "\r\n" + body, 201));
		return Stream.concat(broken, whole).toList();
	}

	private static List<Smuggle> lines() {
		Stream<Smuggle> refused = Stream
			.of("X: a\rb", "X: a\nb: c", "X: a\n{s}", "X: a\u0000b", "X: a\u0007b", "X: a\r\n b", "X: a\r\n\tb",
					"X : a", "X Y: a", ": a", "X", "X\u0000: a", "X(: a", "X:\u007f", "\u0000: a", "X: a\r\r\nY: b",
					"Host: evil", "host: localhost", "Host : localhost", "H\u00f6st: evil", "\u00a0Host: evil",
					"X: \r\n\r\r\n")
			.map((line) -> Smuggle.refused(shown(line), GET + line + "\r\n\r\n{s}"));
		Stream<Smuggle> others = Stream.of(
				Smuggle.served("an encoded line end in a query",
						"GET /todo?{id}%0d%0aX:%20y HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n{s}", 200),
				Smuggle.served("a request id that would be two lines",
						GET + "X-Request-Id: a%0d%0ab\r\nConnection: close\r\n\r\n{s}", 200),
				Smuggle.served("a claimed identity",
						GET + "X-Consumer-Id: admin\r\nForwarded: for=1\r\nConnection: X-Consumer-Id, close\r\n\r\n{s}",
						200),
				Smuggle.answered("headers without end", GET + "X: " + "a".repeat(20_000) + "\r\n\r\n{s}", 431));
		return Stream.concat(refused, others).toList();
	}

	private static List<Smuggle> targets() {
		Stream<Smuggle> refused = Stream
			.of("GET http://evil/todo?{id} HTTP/1.1", "GET http://localhost@evil/todo?{id} HTTP/1.1",
					"GET http://localhost:1/todo?{id} HTTP/1.1", "GET //evil/todo?{id} HTTP/1.1",
					"GET /todo?{id} HTTP/1.1 HTTP/1.1", "GET /todo?{id} HTTP/1.1 /todo", "GET  /todo?{id} HTTP/1.1",
					"GET\t/todo?{id} HTTP/1.1", "GET /todo?{id}\u0000 HTTP/1.1", "GET /todo?{id}\u000b HTTP/1.1",
					"GET /to\rdo?{id} HTTP/1.1", "GET /todo?{id}\rHTTP/1.1", "GET /todo?{id}", "/todo?{id} HTTP/1.1",
					"GET /todo?{id} HTTP/2.0", "GET /todo?{id} HTTP/0.9", "GET /todo?{id} HTTP/1.2",
					"GET /todo?{id} HTTP/11", "GET /todo?{id} http/1.1", "GET /todo/../dogs?{id} HTTP/1.1",
					"GET /todo/%2e%2e/dogs?{id} HTTP/1.1", "GET /todo%2f..%2fdogs?{id} HTTP/1.1",
					"GET /todo/%0d%0aX?{id} HTTP/1.1", "GET /todo/%00?{id} HTTP/1.1", "GET /todo;a/?{id} HTTP/1.1",
					"GET /todo\\x?{id} HTTP/1.1", "GET /todo/%c0%af?{id} HTTP/1.1", "GET * HTTP/1.1",
					"CONNECT localhost:8080 HTTP/1.1", "GET /todo#?{id} HTTP/1.1")
			.map((line) -> Smuggle.refused(shown(line), line + "\r\n" + HOST + "\r\n{s}"));
		Stream<Smuggle> others = Stream.of(
				Smuggle.served("behind Connection: close", GET + "Connection: close\r\n\r\n{s}", 200),
				Smuggle.served("behind HTTP/1.0", "GET /todo?{id} HTTP/1.0\r\n" + HOST + "\r\n{s}", 200),
				Smuggle.served("behind a body and Connection: close",
						POST + "Connection: close\r\nContent-Length: 12\r\n\r\n" + FORM + "{s}", 201),
				Smuggle.served("absolute form",
						"GET http://localhost/todo?{id} HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n{s}", 200),
				Smuggle.answered("TRACE", "TRACE /todo?{id} HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n{s}", 405),
				Smuggle.answered("a line without end",
						"GET /todo?{id}" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n{s}", 414));
		return Stream.concat(refused, others).toList();
	}

	private static String shown(String bytes) {
		String start = (bytes.length() > 60) ? bytes.substring(0, 60) + "…" : bytes;
		return start.replace("\r", "\\r").replace("\n", "\\n").replace("\u0000", "\\0");
	}

}
