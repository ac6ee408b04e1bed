package dev.crossaccount.todo.item;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.crossaccount.todo.TodoClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract of the service: the same on every database. The budgets of an outage are
 * wide here: a disk that pauses for a second is no breach of the contract.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "spring.datasource.hikari.connection-timeout=20000",
				"spring.datasource.hikari.data-source-properties.socketTimeout=20" })
abstract class TodoContract {

	private static final String UNKNOWN = "/todo/00000000";

	@Autowired
	private TodoRepository repository;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ExpiredKeyPurge purge;

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	private TodoClient client;

	JdbcClient jdbc() {
		return this.jdbc;
	}

	@BeforeEach
	void empty() {
		this.client = TodoClient.documented(this.port);
		this.jdbc.sql("DELETE FROM todo").update();
		this.jdbc.sql("DELETE FROM first_answer").update();
	}

	@Test
	void shouldCreateFromAForm() {
		HttpResponse<String> response = this.client.sendBody("POST", "/todo", TodoClient.FORM,
				"data=Write new AWS blog post".getBytes(StandardCharsets.UTF_8));
		assertThat(response.statusCode()).isEqualTo(201);
		Matcher id = Pattern.compile("/todo/([0-9a-f]{8})").matcher(header(response, "Location"));
		assertThat(id.matches()).isTrue();
		assertThat(response.body()).isEqualTo("{\"id\":\"%s\",\"data\":\"Write new AWS blog post\"}", id.group(1));
		assertThat(header(response, "Content-Type")).isEqualTo("application/json");
		assertThat(this.client.get("/todo").body()).isEqualTo("[" + response.body() + "]");
	}

	@Test
	void shouldCreateFromJson() {
		HttpResponse<String> response = this.client.postJson("{\"done\":[1],\"data\":\" Café 😀 \"}");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.body()).endsWith(",\"data\":\"Café 😀\"}");
		assertThat(this.client.get(header(response, "Location")).body()).isEqualTo(response.body());
	}

	@ParameterizedTest
	@MethodSource
	void shouldKeepTextExactly(String text) {
		for (HttpResponse<String> created : List.of(this.client.postForm(TodoClient.form(text)),
				this.client.postJson(TodoClient.json(text)))) {
			assertThat(created.statusCode()).isEqualTo(201);
			assertThat(TodoClient.parse(created).path("data").stringValue()).isEqualTo(text);
			HttpResponse<String> read = this.client.get(header(created, "Location"));
			assertThat(TodoClient.parse(read).path("data").stringValue()).isEqualTo(text);
		}
	}

	static Stream<String> shouldKeepTextExactly() {
		return Stream.of("x", "😀".repeat(4096), "é".repeat(4096), "\u0001".repeat(4096), "👩‍👩‍👧‍👦 👍🏽",
				"e\u0301 ≠ \u00e9", "שלום \u202eevil\u202c مرحبا", "line\nline\r\nline\ttab", "'; DROP TABLE todo; --",
				"\" ' ` \\ \\u0041 %00", ":id ? ${x} #{1} {0}", "<script>alert(1)</script>", "null", "NaN", "1e309",
				"\ufeffBOM\uffff\ufffe\u200b", "a&b=c+d%20e;f", "\u007f\u0080\u009f", "\u00a0nbsp\u00a0");
	}

	@Test
	void shouldIgnoreWhiteSpaceAround() {
		String path = this.client.create(" \t\r\n\u2003 two  words \n");
		assertThat(TodoClient.parse(this.client.get(path)).path("data").stringValue()).isEqualTo("two  words");
	}

	@ParameterizedTest
	@MethodSource
	void shouldRefuseTextThatIsNone(String text) {
		assertInvalid(this.client.postForm(TodoClient.form(text)), "data");
		assertInvalid(this.client.postJson(TodoClient.json(text)), "data");
		assertThat(this.client.get("/todo").body()).isEqualTo("[]");
	}

	static Stream<String> shouldRefuseTextThatIsNone() {
		return Stream.of("", " ", "\n\t\u2003", "x".repeat(4097), "😀".repeat(4097), "a\0b", "\0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "other=x", "data=a&data=b", "data", "data=", "data=a&d%61ta=b", "DATA=a" })
	void shouldRefuseAFormWithoutExactlyOneText(String form) {
		assertInvalid(this.client.postForm(form), "data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "data=100%", "data=%4", "data=%zz", "data=%-1", "data=%C3", "data=%ED%A0%80",
			"data=%C0%80", "data=fish & chips", "%ff=x&data=a" })
	void shouldRefuseAMalformedForm(String form) {
		assertProblem(this.client.postForm(form), 400, "bad-request");
	}

	@Test
	void shouldIgnoreTheQueryString() {
		byte[] form = "data=body&more=1&".getBytes(StandardCharsets.UTF_8);
		HttpResponse<String> response = this.client.sendBody("POST", "/todo?data=query", TodoClient.FORM, form);
		assertThat(response.body()).endsWith("\"data\":\"body\"}");
		assertInvalid(this.client.sendBody("POST", "/todo?data=query", TodoClient.FORM, new byte[0]), "data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"data\":null}", "{\"data\":1}", "{\"data\":true}", "{\"data\":[\"x\"]}",
			"{\"data\":{}}", "{\"DATA\":\"x\"}", "{\"data\":\"\\ud800\"}", "{\"data\":\"\\ude00\\ud83d\"}",
			"{\"data\":\"a\\u0000\"}" })
	void shouldRefuseJsonWithoutText(String json) {
		assertInvalid(this.client.postJson(json), "data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "\"x\"", "1", "{", "{\"data\":\"x\"", "{'data':'x'}",
			"{data:\"x\"}", "{\"data\":\"x\"} x", "{\"data\":\"x\"}{}", "{\"data\":\"x\",\"data\":\"x\"}",
			"{\"a\":1,\"a\":2,\"data\":\"x\"}", "{\"data\":\"\n\"}", "{\"data\":\"x\",}", "[{\"data\":\"x\"}]",
			"{\"data\":\"\\x\"}" })
	void shouldRefuseMalformedJson(String json) {
		assertProblem(this.client.postJson(json), 400, "bad-request");
	}

	@Test
	void shouldRefuseDeeplyNestedJson() {
		assertProblem(this.client.postJson("{\"data\":\"x\",\"a\":" + "[".repeat(30_000)), 400, "bad-request");
	}

	@Test
	void shouldRefuseWhatIsNotUtf8() {
		byte[] json = "{\"data\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertProblem(this.client.sendBody("POST", "/todo", TodoClient.JSON, json), 400, "bad-request");
		byte[] utf16 = "{\"data\":\"x\"}".getBytes(StandardCharsets.UTF_16LE);
		assertProblem(this.client.sendBody("POST", "/todo", TodoClient.JSON, utf16), 400, "bad-request");
		byte[] form = "data=é".getBytes(StandardCharsets.ISO_8859_1);
		assertProblem(this.client.sendBody("POST", "/todo", TodoClient.FORM, form), 400, "bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "multipart/form-data; boundary=x", "application/xml",
			"application/octet-stream", "application/json;charset=ISO-8859-1",
			"application/x-www-form-urlencoded;charset=UTF-16", "nonsense" })
	void shouldRefuseAnotherMediaType(String type) {
		byte[] body = "{\"data\":\"x\"}".getBytes(StandardCharsets.UTF_8);
		assertProblem(this.client.sendBody("POST", "/todo", type, body), 415, "unsupported-media-type");
		assertProblem(this.client.send("POST", "/todo", BodyPublishers.ofByteArray(body)), 415,
				"unsupported-media-type");
	}

	@Test
	void shouldSayWhatToSendWhereNothingWasSent() {
		HttpResponse<String> response = this.client.send("POST", "/todo", BodyPublishers.noBody());
		assertProblem(response, 415, "unsupported-media-type");
		assertThat(TodoClient.parse(response).path("detail").stringValue())
			.isEqualTo("Content-Type is missing, or is not a media type. "
					+ "Send a body as one of: application/x-www-form-urlencoded, application/json.");
		assertThat(header(response, "Accept")).contains("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=utf-8", "Application/JSON" })
	void shouldAcceptSpellingsOfTheMediaType(String type) {
		byte[] body = "{\"data\":\"x\"}".getBytes(StandardCharsets.UTF_8);
		assertThat(this.client.sendBody("POST", "/todo", type, body).statusCode()).isEqualTo(201);
	}

	@Test
	void shouldRefuseABodyThatIsTooLarge() {
		for (String body : List.of("data=" + "x".repeat(70_000), "data=x&pad=" + "y".repeat(10_000_000))) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			assertProblem(this.client.sendBody("POST", "/todo", TodoClient.FORM, bytes), 413, "content-too-large");
			assertProblem(this.client.sendChunked(TodoClient.FORM, bytes), 413, "content-too-large");
		}
		byte[] padded = (" ".repeat(70_000) + "{\"data\":\"x\"}").getBytes(StandardCharsets.UTF_8);
		assertProblem(this.client.sendChunked(TodoClient.JSON, padded), 413, "content-too-large");
		assertThat(this.client.sendChunked(TodoClient.JSON, "{\"data\":\"x\"}".getBytes(StandardCharsets.UTF_8))
			.statusCode()).isEqualTo(201);
	}

	@Test
	void shouldNotCreateWhatTheClientCannotRead() {
		HttpResponse<String> response = this.client.postForm("data=x", "Accept", "text/html");
		assertProblem(response, 406, "not-acceptable");
		assertThat(response.headers().firstValue("Accept")).isEmpty();
		assertThat(this.client.get("/todo").body()).isEqualTo("[]");
	}

	@Test
	void shouldDrawAgainWithMoreDigitsWhenAnIdIsTaken() {
		TodoService service = new TodoService(this.repository, "a"::repeat,
				new IdempotencyProperties(Duration.ofHours(24), Duration.ofHours(1)), (event) -> {
				});
		assertThat(service.create(new TodoText("one")).id()).isEqualTo("aaaaaaaa");
		assertThat(service.create(new TodoText("two")).id()).isEqualTo("aaaaaaaaaa");
		TodoView third = this.transactions
			.execute((status) -> service.createOnce(new TodoText("three"), new IdempotencyKey("k")));
		assertThat(third).isEqualTo(new TodoView("aaaaaaaaaaaa", "three"));
		assertThat(this.client.get("/todo/aaaaaaaa").body()).contains("\"one\"");
		assertThat(this.client.postForm("data=three", "Idempotency-Key", "k").body()).contains("\"aaaaaaaaaaaa\"");
	}

	@Test
	void shouldRepeatTheFirstAnswerForAKey() {
		HttpResponse<String> first = this.client.postForm("data=once", "Idempotency-Key", "key-1");
		String path = header(first, "Location");
		assertRepeats(first);
		assertThat(this.client.put(path, "changed").statusCode()).isEqualTo(200);
		assertRepeats(first);
		assertThat(this.client.delete(path).statusCode()).isEqualTo(204);
		assertRepeats(first);
		assertThat(this.client.get("/todo").body()).isEqualTo("[]");
	}

	private void assertRepeats(HttpResponse<String> first) {
		HttpResponse<String> again = this.client.postJson("{\"data\":\" once\"}", "Idempotency-Key", "key-1");
		assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(header(again, "Location")).isEqualTo(header(first, "Location"));
	}

	@Test
	void shouldRefuseAnotherTextUnderTheSameKey() {
		this.client.postForm("data=a", "Idempotency-Key", "key");
		assertProblem(this.client.postForm("data=b", "Idempotency-Key", "key"), 422, "idempotency-key-reused");
		assertThat(this.client.postForm("data=b", "Idempotency-Key", "KEY").statusCode()).isEqualTo(201);
		assertThat(this.client.postForm("data=b").statusCode()).isEqualTo(201);
	}

	@Test
	void shouldRefuseAMalformedKey() {
		for (String key : List.of("", "with space", "x".repeat(256))) {
			assertInvalid(this.client.postForm("data=a", "Idempotency-Key", key), "Idempotency-Key");
		}
		assertInvalid(this.client.postForm("data=a", "Idempotency-Key", "a", "Idempotency-Key", "a"),
				"Idempotency-Key");
		assertThat(this.client.postForm("data=a", "Idempotency-Key", "~".repeat(255)).statusCode()).isEqualTo(201);
	}

	@Test
	void shouldForgetAKeyAfterADay() {
		String first = this.client.postForm("data=a", "Idempotency-Key", "key").body();
		age("23:59");
		assertThat(this.client.postForm("data=a", "Idempotency-Key", "key").body()).isEqualTo(first);
		age("24:01");
		String second = this.client.postForm("data=b", "Idempotency-Key", "key").body();
		assertThat(second).contains("\"b\"");
		assertThat(this.client.postForm("data=b", "Idempotency-Key", "key").body()).isEqualTo(second);
	}

	@Test
	void shouldRemoveExpiredKeysOnly() {
		IntStream.range(0, 2001).forEach((i) -> this.repository.claim("old-" + i, "x"));
		age("24:01");
		this.client.postForm("data=a", "Idempotency-Key", "new");
		this.purge.purge();
		assertThat(this.jdbc.sql("SELECT idempotency_key FROM first_answer").query(String.class).list())
			.containsExactly("new");
	}

	private void age(String hoursAndMinutes) {
		this.jdbc
			.sql("UPDATE first_answer SET created_at = CURRENT_TIMESTAMP - INTERVAL '%s' HOUR TO MINUTE"
				.formatted(hoursAndMinutes))
			.update();
	}

	@Test
	void shouldMakeOneTodoForConcurrentRequestsWithOneKey() throws Exception {
		for (int round = 0; round < 40; round++) {
			String key = "round-" + round;
			List<HttpResponse<String>> responses = concurrently(6,
					(i) -> this.client.postForm("data=same", "Idempotency-Key", key));
			assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201);
			assertThat(responses.stream().map(HttpResponse::body).distinct()).hasSize(1);
		}
		assertThat(TodoClient.parse(this.client.get("/todo")).size()).isEqualTo(40);
	}

	@Test
	void shouldKeepOneOfConcurrentTextsUnderOneKey() throws Exception {
		for (int round = 0; round < 20; round++) {
			String key = "round-" + round;
			List<HttpResponse<String>> responses = concurrently(4,
					(i) -> this.client.postForm("data=text" + i, "Idempotency-Key", key));
			assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(201).containsOnly(201, 422);
		}
		assertThat(TodoClient.parse(this.client.get("/todo")).size()).isEqualTo(20);
	}

	@Test
	void shouldListOldestFirstAPageAtATime() {
		List<String> created = new ArrayList<>();
		IntStream.range(0, 7).forEach((i) -> created.add(this.client.postForm("data=todo" + i).body()));
		this.client.delete(this.client.create("gone"));
		assertThat(this.client.get("/todo").body()).isEqualTo("[" + String.join(",", created) + "]");
		List<String> pages = new ArrayList<>();
		String next = "/todo?limit=3";
		while (next != null) {
			HttpResponse<String> page = this.client.get(next);
			assertThat(page.statusCode()).isEqualTo(200);
			pages.add(page.body());
			next = page.headers().firstValue("Link").map(TodoContract::nextPage).orElse(null);
		}
		assertThat(pages).containsExactly("[" + String.join(",", created.subList(0, 3)) + "]",
				"[" + String.join(",", created.subList(3, 6)) + "]", "[" + created.get(6) + "]");
	}

	@Test
	void shouldEndAPageBeforeItsTextsAreTooLong() {
		IntStream.range(0, 40).forEach((i) -> this.repository.insert("%08x".formatted(i), "😀".repeat(4096)));
		List<String> ids = new ArrayList<>();
		List<Integer> sizes = new ArrayList<>();
		for (String next = "/todo?limit=1000"; next != null;) {
			HttpResponse<String> page = this.client.get(next);
			TodoClient.parse(page).forEach((todo) -> ids.add(todo.path("id").stringValue()));
			sizes.add(TodoClient.parse(page).size());
			next = page.headers().firstValue("Link").map((link) -> link.substring(1, link.indexOf('>'))).orElse(null);
		}
		assertThat(sizes).containsExactly(15, 15, 10);
		assertThat(ids).containsExactlyElementsOf(IntStream.range(0, 40).mapToObj("%08x"::formatted).toList());
	}

	private static String nextPage(String link) {
		Matcher matcher = Pattern.compile("<(/todo\\?limit=3&after=[A-Za-z0-9_-]+)>; rel=\"next\"").matcher(link);
		assertThat(matcher.matches()).as(link).isTrue();
		return matcher.group(1);
	}

	@Test
	void shouldPromiseNoPageAfterTheLast() {
		IntStream.range(0, 2).forEach((i) -> this.client.create("todo" + i));
		assertThat(this.client.get("/todo?limit=2").headers().firstValue("Link")).isEmpty();
		assertThat(this.client.get("/todo?limit=1").headers().firstValue("Link")).isPresent();
	}

	@Test
	void shouldListAHundredByDefaultAndAThousandAtMost() {
		IntStream.range(0, 1001).forEach((i) -> this.repository.insert("%08x".formatted(i), "x"));
		assertThat(TodoClient.parse(this.client.get("/todo")).size()).isEqualTo(100);
		assertThat(header(this.client.get("/todo"), "Link")).startsWith("</todo?limit=100&after=");
		assertThat(TodoClient.parse(this.client.get("/todo?limit=1000")).size()).isEqualTo(1000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=1001", "limit=-1", "limit=", "limit=x", "limit=1.0", "limit=01",
			"limit=%201", "limit=99999999999", "limit=1&limit=2", "limit=%D9%A1", "after=", "after=!", "after=MA",
			"after=MQ==", "after=MR", "after=LTE", "after=OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "after=MQ&after=Mg" })
	void shouldRefuseAMalformedPageQuery(String query) {
		assertInvalid(this.client.get("/todo?" + query), query.substring(0, query.indexOf('=')));
	}

	@Test
	void shouldReadWithAnEntityTag() {
		String path = this.client.create("x");
		HttpResponse<String> response = this.client.get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "ETag")).isEqualTo("\"1\"");
		assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
		for (String match : List.of("\"1\"", "\"0\", W/\"1\"")) {
			HttpResponse<String> unchanged = this.client.get(path, "If-None-Match", match);
			assertThat(unchanged.statusCode()).as(match).isEqualTo(304);
			assertThat(header(unchanged, "ETag")).isEqualTo("\"1\"");
			assertThat(unchanged.body()).isEmpty();
		}
		this.client.put(path, "y");
		assertThat(this.client.get(path, "If-None-Match", "\"1\"").body()).contains("\"y\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, "/todo/x", "/todo/DEADBEEF", "/todo/%F0%9F%98%80", "/todo/..%20" })
	void shouldNotFindWhatIsNotThere(String path) {
		assertProblem(this.client.get(path), 404, "todo-not-found");
		assertProblem(this.client.put(path, "x"), 404, "todo-not-found");
		assertProblem(this.client.put(path, "x", "If-Match", "*"), 404, "todo-not-found");
		assertProblem(this.client.delete(path), 404, "todo-not-found");
		assertProblem(this.client.delete(path, "If-Match", "\"1\""), 404, "todo-not-found");
	}

	@Test
	void shouldReplace() {
		String path = this.client.create("old");
		HttpResponse<String> replaced = this.client.put(path, " new ");
		assertThat(replaced.statusCode()).isEqualTo(200);
		assertThat(replaced.body()).isEqualTo("{\"id\":\"%s\",\"data\":\"new\"}", path.substring("/todo/".length()));
		assertThat(header(replaced, "ETag")).isEqualTo("\"2\"");
		assertThat(this.client.get(path).body()).isEqualTo(replaced.body());
		byte[] form = "data=form".getBytes(StandardCharsets.UTF_8);
		assertThat(this.client.sendBody("PUT", path, TodoClient.FORM, form).body()).contains("\"form\"");
		byte[] readBack = this.client.get(path).body().getBytes(StandardCharsets.UTF_8);
		assertThat(this.client.sendBody("PUT", path, TodoClient.JSON, readBack).statusCode()).isEqualTo(200);
		assertInvalid(this.client.put(path, ""), "data");
	}

	@Test
	void shouldReplaceOnlyTheVersionThatTheClientNames() {
		String path = this.client.create("old");
		assertThat(this.client.put(path, "2", "If-Match", "\"1\"").statusCode()).isEqualTo(200);
		assertThat(this.client.put(path, "3", "If-Match", "\"x\" ,, \"2\"").statusCode()).isEqualTo(200);
		assertThat(this.client.put(path, "4", "If-Match", "*").statusCode()).isEqualTo(200);
		assertThat(this.client.put(path, "5", "If-Match", "\"9\"", "If-Match", "\"4\"").statusCode()).isEqualTo(200);
		for (String match : List.of("\"4\"", "W/\"5\"", "\"05\"", "\"99999999999\"", "\"\"")) {
			assertProblem(this.client.put(path, "no", "If-Match", match), 412, "precondition-failed");
			assertProblem(this.client.delete(path, "If-Match", match), 412, "precondition-failed");
		}
		for (String match : List.of("5", "", "\"5\" \"6\"", "\"5 \"", "*, \"5\"", "\"5")) {
			assertInvalid(this.client.put(path, "no", "If-Match", match), "If-Match");
			assertInvalid(this.client.delete(path, "If-Match", match), "If-Match");
		}
		assertThat(this.client.get(path).body()).contains("\"data\":\"5\"");
		assertThat(this.client.delete(path, "If-Match", "\"5\"").statusCode()).isEqualTo(204);
	}

	@Test
	void shouldLetOneOfConcurrentWritersWin() throws Exception {
		for (int round = 0; round < 20; round++) {
			String path = this.client.create("old");
			List<HttpResponse<String>> responses = concurrently(4,
					(i) -> this.client.put(path, "writer" + i, "If-Match", "\"1\""));
			assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(200).containsOnly(200, 412);
			HttpResponse<String> winner = responses.stream()
				.filter((response) -> response.statusCode() == 200)
				.findFirst()
				.orElseThrow();
			assertThat(this.client.get(path).body()).isEqualTo(winner.body());
		}
	}

	@Test
	void shouldGiveEachOfConcurrentWritersItsOwnVersion() throws Exception {
		String path = this.client.create("old");
		List<HttpResponse<String>> responses = concurrently(6, (i) -> this.client.put(path, "writer" + i));
		assertThat(responses).extracting((response) -> header(response, "ETag"))
			.containsExactlyInAnyOrder("\"2\"", "\"3\"", "\"4\"", "\"5\"", "\"6\"", "\"7\"");
		IntStream.range(0, 6).forEach((i) -> assertThat(responses.get(i).body()).contains("\"writer" + i + '"'));
	}

	@Test
	void shouldDeleteOnce() {
		String path = this.client.create("x");
		HttpResponse<String> deleted = this.client.delete(path, "Accept", "text/html");
		assertThat(deleted.statusCode()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertProblem(this.client.delete(path), 404, "todo-not-found");
		assertProblem(this.client.get(path), 404, "todo-not-found");
	}

	@Test
	void shouldAnswerHeadAndOptions() {
		String path = this.client.create("x");
		for (String each : List.of("/todo", path)) {
			HttpResponse<String> head = this.client.send("HEAD", each, BodyPublishers.noBody());
			assertThat(head.statusCode()).isEqualTo(200);
			assertThat(head.body()).isEmpty();
			HttpResponse<String> options = this.client.send("OPTIONS", each, BodyPublishers.noBody());
			assertThat(options.statusCode()).isEqualTo(200);
			assertThat(header(options, "Allow")).contains("GET", "HEAD", "OPTIONS");
		}
	}

	@Test
	void shouldRefuseOtherMethods() {
		for (String method : List.of("PUT", "PATCH", "DELETE", "TRACE", "BREW", "get")) {
			HttpResponse<String> response = this.client.send(method, "/todo", BodyPublishers.noBody());
			assertProblem(response, 405, "method-not-allowed");
			assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, POST");
			assertThat(TodoClient.parse(response).path("detail").stringValue())
				.isEqualTo("%s is not allowed here. Use one of: GET, HEAD, POST.".formatted(method));
		}
		HttpResponse<String> response = this.client.send("POST", UNKNOWN, BodyPublishers.noBody());
		assertProblem(response, 405, "method-not-allowed");
		assertThat(header(response, "Allow")).isEqualTo("DELETE, GET, HEAD, PUT");
		assertProblem(this.client.get("/"), 404, "not-found");
		assertProblem(this.client.get("/todo/"), 404, "not-found");
	}

	private static void assertInvalid(HttpResponse<String> response, String field) {
		assertProblem(response, 400, "invalid-value");
		assertThat(TodoClient.parse(response).path("field").stringValue()).isEqualTo(field);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String slug) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
		assertThat(TodoClient.parse(response).path("type").stringValue()).isEqualTo("urn:problem-type:" + slug);
		assertThat(TodoClient.parse(response).path("status").intValue()).isEqualTo(status);
		assertThat(TodoClient.parse(response).path("requestId").stringValue())
			.isEqualTo(header(response, "X-Request-Id"));
		assertThat(response.body()).doesNotContain("Exception", "org.", "tools.", "null");
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("No " + name));
	}

	private static List<HttpResponse<String>> concurrently(int count,
			java.util.function.IntFunction<HttpResponse<String>> request) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			List<Callable<HttpResponse<String>>> tasks = new ArrayList<>();
			IntStream.range(0, count).forEach((i) -> tasks.add(() -> request.apply(i)));
			List<HttpResponse<String>> responses = new ArrayList<>();
			for (Future<HttpResponse<String>> future : threads.invokeAll(tasks)) {
				responses.add(future.get());
			}
			return responses;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
