package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts and bodies that make programs stumble, all the way to PostgreSQL and back. */
@ResilienceTest
class NaughtyTextST {

	private static final int LONGEST = 4096;

	private static final int TOO_LARGE = 200;

	private final Topology topology;

	private final Api api;

	NaughtyTextST(Topology topology) {
		this.topology = topology;
		this.api = new Api(topology);
	}

	@Test
	void shouldKeepEachTextExactlyOrRefuseIt(Report.Row row) {
		row.of("naughty strings as todos, as JSON and as a form", "each comes back exactly or gets 400; no 5xx");
		String start = Todos.lastPage(this.api);
		Map<String, String> expected = new LinkedHashMap<>();
		int refused = 0;
		for (String text : texts().toList()) {
			for (HttpResponse<String> created : List.of(
					this.api.send("POST", "/todo", escaped(text), "Content-Type", Api.JSON),
					this.api.send("POST", "/todo", form(text), "Content-Type", Api.FORM))) {
				if (isTodo(text)) {
					assertThat(created.statusCode()).as(() -> shown(text) + created.body()).isEqualTo(201);
					expected.put(Api.parse(created).path("id").stringValue(), text.strip());
					HttpResponse<String> read = this.api.send("GET", Api.header(created, "Location"));
					assertThat(read.body()).as(() -> shown(text)).isEqualTo(created.body());
				}
				else {
					assertProblem(created, 400, shown(text));
					refused++;
				}
			}
		}
		row.measured("%d came back, %d refused", expected.size(), refused);
		Map<String, String> kept = Todos.from(this.api, start);
		kept.keySet().retainAll(expected.keySet());
		assertThat(kept).isEqualTo(expected);
	}

	@Test
	void shouldRefuseEachBodyThatIsNone(Report.Row row) {
		row.of("deep, doubled, broken and mistyped bodies as todos", "400, 413 or 415, a problem; no 5xx");
		List<Body> bodies = bodies();
		for (Body body : bodies) {
			String[] type = body.type().isEmpty() ? new String[0] : new String[] { "Content-Type", body.type() };
			assertProblem(this.api.send("POST", "/todo", body.bytes(), type), body.status(), body.toString());
		}
		row.measured("%d bodies refused", bodies.size());
		assertThat(this.topology.send("GET", "/todo?limit=1").statusCode()).isEqualTo(200);
	}

	@Test
	void shouldTellEachClientThatStillSends(Report.Row row) throws IOException {
		row.of("%d bodies of 2 MB, refused while they come".formatted(TOO_LARGE), "each client gets the 413");
		String request = "POST /todo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"
				+ "x".repeat(2_000_000);
		int told = 0;
		for (int i = 0; i < TOO_LARGE; i++) {
			Wire.Answers answers = Wire.send(this.topology.port(), request);
			told += answers.statuses().equals(List.of(413)) ? 1 : 0;
		}
		row.measured("%d did", told);
		assertThat(told).isEqualTo(TOO_LARGE);
	}

	private static Stream<String> texts() {
		Stream<String> lines = Stream.of("undefined", "null", "NULL", "(null)", "nil", "true", "NaN", "Infinity", "-1",
				"1E+02", "0x0", "1.7976931348623157e309", "𝟘𝟙", "\\", "\\\\", "/", "\"", "'", "`", "%", "%00", "%25",
				"+", "&", "=", "&amp;", "data=x", "{\"data\":\"x\"}", "[]", "';DROP TABLE todo;--", "1 OR 1=1",
				"' OR ''='", "\\'; SELECT pg_sleep(9); --", "$$;$$", ":id", "?", "?1", "<script>alert(1)</script>",
				"<img src=x onerror=alert(1)>", "]]>", "<!--",
				"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM" + " \"file:///etc/passwd\">]><a>&b;</a>",
				"{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "${jndi:ldap://127.0.0.1/a}", "${env:PATH}", "%n%n%s%x",
				"$(touch /tmp/x)", "`id`", ";id", "|id", "../../../../etc/passwd", "C:\\con\\nul",
				"\r\nSet-Cookie: a=b", "HTTP/1.1 200 OK\r\n\r\n", "=cmd|'/C calc'!A0", "@SUM(1)", "Å", "A\u030a", "Å",
				"ﬁ", "ß", "İ", "ı", "ǅ", "é", "e\u0301", "\u1100\u1161\u11a8", "각", "Z̡̖̜̭̺a̳̘̲l̫̦͔g̡̟̼o̲", "ثم نفس",
				"\u202eesrever", "a\u2066b\u2069c", "שָׁלוֹם", "田中さん", "部落格", "Ⱥ Ⱦ", "👩🏽‍🚀", "🏳️‍🌈", "🇺🇸🇷",
				"😀", "\udbff\udffd", "\ud83d\udca9", "\ufeff", "\ufeffx", "\ufffe", "\uffff", "\ufffd", "\u200b",
				"\u00ad", "\u2028", "\u2029", "\u0085", "\u00a0", "\u3000", "\ue000", "\ufdd0", "a\u0000b", "\u0000",
				"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "", " ", "\t\r\n", "\u2003");
		Stream<String> extremes = Stream.of("x".repeat(LONGEST), "😀".repeat(LONGEST), "\u0301".repeat(LONGEST),
				"\u0001".repeat(LONGEST), "x".repeat(LONGEST + 1), "😀".repeat(LONGEST + 1), " ".repeat(LONGEST + 1));
		Stream<String> controls = Stream.iterate(1, (c) -> c + 1)
			.limit(0xff)
			.map((c) -> "a" + Character.toString(c) + "b");
		return Stream.of(lines, extremes, controls).flatMap((texts) -> texts);
	}

	/** As the contract has it: README.md of todo-service. */
	private static boolean isTodo(String text) {
		int length = text.strip().codePointCount(0, text.strip().length());
		return length >= 1 && length <= LONGEST && text.indexOf('\0') < 0
				&& text.codePoints().noneMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
	}

	private static List<Body> bodies() {
		List<Body> bodies = new ArrayList<>();
		String deep = "[".repeat(10_000);
		Stream
			.of("", "{", "}", "[]", "null", "1", "\"x\"", "{\"data\":\"x\"", "{\"data\":\"x\"}}", "{\"data\":\"x\"}{}",
					"{\"data\":}", "{\"data\":\"x\",}", "{,\"data\":\"x\"}", "{\"data\":\"x\" \"y\"}", "{'data':'x'}",
					"{data:\"x\"}", "{\"data\":\"x\"}//", "/**/{\"data\":\"x\"}", "{\"data\":\"\\u12\"}",
					"{\"data\":\"\\q\"}", "{\"data\":\"a\u0001b\"}", "{\"data\":\"x\",\"data\":\"y\"}",
					"{\"data\":\"x\",\"d\\u0061ta\":\"y\"}", "{\"a\":{\"b\":1,\"b\":2},\"data\":\"x\"}",
					"{\"data\":null}", "{\"data\":1}", "{\"data\":true}", "{\"data\":[\"x\"]}",
					"{\"data\":{\"a\":\"x\"}}", "{\"data\":" + "9".repeat(10_000) + "}", "{\"data\":1e999999999}",
					"{\"data\":NaN}", "{\"data\":-Infinity}", "{\"data\":01}", "{\"data\":0x1}", "{}",
					"{\"DATA\":\"x\"}", "{\"\":\"x\"}", "\ufeff{\"data\":1}", "{\"data\":\"x\",\"a\":" + deep + "}",
					"{\"data\":\"x\",\"a\":" + deep + "]".repeat(10_000) + "}",
					"{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), deep + "]".repeat(10_000))
			.forEach((json) -> bodies.add(new Body(Api.JSON, json.getBytes(StandardCharsets.UTF_8), 400)));
		Stream
			.of("data", "data=", "data=%", "data=%zz", "data=%C0%80", "data=%ED%A0%80", "data=%F5%80%80%80", "data=%ff",
					"data=a&data=b", "=x", "other=x", "&&&", "data[]=x", "data%00=x")
			.forEach((form) -> bodies.add(new Body(Api.FORM, form.getBytes(StandardCharsets.US_ASCII), 400)));
		Stream.of("c3", "c080", "eda080", "f4908080", "ff", "fe", "80", "e282").forEach((hex) -> {
			String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
			bodies.add(new Body(Api.JSON, ("{\"data\":\"" + text + "\"}").getBytes(StandardCharsets.ISO_8859_1), 400));
			bodies.add(new Body(Api.FORM, ("data=" + text).getBytes(StandardCharsets.ISO_8859_1), 400));
		});
		Stream.of("UTF-16", "UTF-16LE", "UTF-32")
			.forEach((charset) -> bodies
				.add(new Body(Api.JSON, "{\"data\":\"x\"}".getBytes(Charset.forName(charset)), 400)));
		bodies.add(new Body(Api.JSON, ("{\"data\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8),
				413));
		bodies.add(new Body(Api.FORM, ("data=" + "x".repeat(900_000)).getBytes(StandardCharsets.UTF_8), 413));
		bodies.add(new Body(Api.FORM, ("data=" + "x".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8), 413));
		Stream.of("", "text/plain", "text/html", "application/xml", "multipart/form-data; boundary=x",
				"application/json; charset=utf-16", "application/octet-stream", "application/x-java-serialized-object",
				"application/json-patch+json", "json", "*/*", "a/b/c", ";", "application/json, text/plain")
			.forEach((type) -> bodies.add(new Body(type, "{\"data\":\"x\"}".getBytes(StandardCharsets.UTF_8), 415)));
		return bodies;
	}

	/** All but ASCII as escapes, so that halves of surrogate pairs can be sent. */
	private static byte[] escaped(String text) {
		StringBuilder json = new StringBuilder("{\"data\":\"");
		for (char c : text.toCharArray()) {
			json.append(
					(c < 0x20 || c > 0x7e || c == '"' || c == '\\') ? "\\u%04x".formatted((int) c) : String.valueOf(c));
		}
		byte[] sent = json.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
		// The longest of all would be larger than a body may be.
		return (sent.length < 60_000) ? sent : Api.json(text);
	}

	/** Half of a surrogate pair is three bytes that are not UTF-8. */
	private static byte[] form(String text) {
		StringBuilder form = new StringBuilder("data=");
		text.codePoints()
			.forEach((c) -> form.append(
					(c >= 0xd800 && c <= 0xdfff) ? "%%ED%%%02X%%%02X".formatted(0x80 | c >> 6 & 0x3f, 0x80 | c & 0x3f)
							: new String(Api.form(Character.toString(c)), StandardCharsets.US_ASCII)
								.substring("data=".length())));
		return form.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static void assertProblem(HttpResponse<String> answer, int status, String what) {
		assertThat(answer.statusCode()).as(() -> what + "\n" + answer.body()).isEqualTo(status);
		assertThat(Api.header(answer, "Content-Type")).as(what).isEqualTo("application/problem+json");
		assertThat(Api.parse(answer).path("type").stringValue()).as(what).startsWith("urn:problem-type:");
	}

	private static String shown(String text) {
		return new String(escaped(text), StandardCharsets.UTF_8) + "\n";
	}

	private record Body(String type, byte[] bytes, int status) {

		@Override
		public String toString() {
			String text = new String(this.bytes, StandardCharsets.ISO_8859_1);
			return this.type + ": " + text.substring(0, Math.min(100, text.length()));
		}

	}

}
