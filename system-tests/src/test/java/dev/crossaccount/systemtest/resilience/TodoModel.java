package dev.crossaccount.systemtest.resilience;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One client that knows what the service must have of its todos, as nobody else changes
 * them, and does one thing at random after another. Any answer that is not as expected is
 * an {@link AssertionError} with all that was done before.
 */
final class TodoModel {

	private static final String[] TEXTS = { "plain", "é e\u0301", "👩‍👩‍👧‍👦", "a\tb\nc", "\\\"'`", "%41+&=;",
			"<b>{{1}}</b>", "שלום\u202e", "x".repeat(500), "\u0001\u001f\u007f" };

	private final Api api;

	private final Random random;

	private final String name;

	private final String firstPage;

	/** Text by id, oldest first. */
	private final Map<String, String> todos = new LinkedHashMap<>();

	private final Map<String, String> tags = new HashMap<>();

	private final List<String> deleted = new ArrayList<>();

	/** Text and first answer by idempotency key. */
	private final Map<String, List<String>> keys = new LinkedHashMap<>();

	private final List<String> done = new ArrayList<>();

	private int texts;

	TodoModel(Api api, String name, long seed, String firstPage) {
		this.api = api;
		this.name = name;
		this.random = new Random(seed);
		this.firstPage = firstPage;
	}

	Map<String, String> todos() {
		return this.todos;
	}

	/** Does one thing, and checks it. */
	void step() {
		switch (this.random.nextInt(10)) {
			case 0, 1 -> create();
			case 2 -> createWithKey();
			case 3 -> repeat();
			case 4, 5 -> read();
			case 6 -> replace();
			case 7 -> replaceIfMatch();
			case 8 -> delete();
			default -> list();
		}
	}

	private void create() {
		String text = text();
		keep(post(text), text);
	}

	private void createWithKey() {
		String text = text();
		String key = (this.name + this.texts).replaceAll("[ ,]", "-");
		HttpResponse<String> answer = post(text, "Idempotency-Key", key);
		keep(answer, text);
		this.keys.put(key, List.of(text, answer.body()));
	}

	/** The first answer comes again whatever became of the todo, but not for another. */
	private void repeat() {
		if (this.keys.isEmpty()) {
			return;
		}
		String key = any(this.keys.keySet());
		List<String> first = this.keys.getOrDefault(key, List.of());
		HttpResponse<String> again = post(first.get(0), "Idempotency-Key", key);
		assertStatus(again, 201);
		assertThat(again.body()).as(this::toString).isEqualTo(first.get(1));
		assertStatus(post(text(), "Idempotency-Key", key), 422);
	}

	private void read() {
		String id = anyTodo();
		HttpResponse<String> answer = send("GET", "/todo/" + id, new byte[0]);
		if (this.todos.containsKey(id)) {
			assertTodo(answer, id, this.todos.getOrDefault(id, ""));
			assertThat(Api.header(answer, "ETag")).as(this::toString)
				.isEqualTo(this.tags.getOrDefault(id, Api.header(answer, "ETag")));
			this.tags.put(id, Api.header(answer, "ETag"));
		}
		else {
			assertStatus(answer, 404);
		}
	}

	private void replace() {
		replace(anyTodo(), text(), 200);
	}

	/** Only the tag that was given last will do. */
	private void replaceIfMatch() {
		String id = anyTodo();
		String tag = this.tags.getOrDefault(id, "\"1\"");
		String text = text();
		replace(id, text, 200, "If-Match", tag);
		replace(id, text(), 412, "If-Match", this.todos.containsKey(id) ? tag : "\"1\"");
	}

	private void replace(String id, String text, int status, String... headers) {
		HttpResponse<String> answer = body("PUT", "/todo/" + id, text, headers);
		if (!this.todos.containsKey(id)) {
			assertStatus(answer, 404);
		}
		else if (status == 200) {
			assertTodo(answer, id, text);
			this.todos.put(id, text);
			String tag = Api.header(answer, "ETag");
			assertThat(tag).as(this::toString).isNotEmpty().isNotEqualTo(this.tags.put(id, tag));
		}
		else {
			assertStatus(answer, status);
		}
	}

	private void delete() {
		String id = anyTodo();
		if (this.random.nextBoolean()) {
			assertStatus(send("DELETE", "/todo/" + id, new byte[0], "If-Match", "\"999999\""),
					this.todos.containsKey(id) ? 412 : 404);
		}
		assertStatus(send("DELETE", "/todo/" + id, new byte[0]), this.todos.containsKey(id) ? 204 : 404);
		if (this.todos.remove(id) != null) {
			this.deleted.add(id);
		}
	}

	/** Others create meanwhile, which must not disturb the pages. */
	private void list() {
		int limit = 5 + this.random.nextInt(200);
		Map<String, String> listed = new LinkedHashMap<>();
		String page = this.firstPage.replaceFirst("limit=[0-9]+", "limit=" + limit);
		while (!page.isEmpty()) {
			HttpResponse<String> answer = send("GET", page, new byte[0]);
			assertStatus(answer, 200);
			JsonNode todos = Api.parse(answer);
			assertThat(todos.size()).as(this::toString).isLessThanOrEqualTo(limit);
			todos.forEach((todo) -> listed.put(todo.path("id").stringValue(), todo.path("data").stringValue()));
			page = Todos.next(answer);
		}
		assertThat(Collections.disjoint(listed.keySet(), this.deleted)).as(this::toString).isTrue();
		listed.keySet().retainAll(this.todos.keySet());
		assertThat(List.copyOf(listed.entrySet())).as(this::toString).isEqualTo(List.copyOf(this.todos.entrySet()));
	}

	private HttpResponse<String> post(String text, String... headers) {
		return body("POST", "/todo", text, headers);
	}

	private HttpResponse<String> body(String method, String path, String text, String... headers) {
		boolean form = this.random.nextBoolean();
		List<String> lines = new ArrayList<>(List.of(headers));
		lines.addAll(List.of("Content-Type", form ? Api.FORM : Api.JSON));
		return send(method, path, form ? Api.form(text) : Api.json(text), lines.toArray(String[]::new));
	}

	private HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
		this.done.add(method + " " + path + " " + List.of(headers) + " " + body.length + " bytes");
		HttpResponse<String> answer = this.api.send(method, path, body, headers);
		this.done.add("  " + answer.statusCode());
		return answer;
	}

	private void keep(HttpResponse<String> answer, String text) {
		assertStatus(answer, 201);
		String id = Api.parse(answer).path("id").stringValue();
		assertThat(Api.header(answer, "Location")).as(this::toString).isEqualTo("/todo/" + id);
		assertTodo(answer, id, text);
		assertThat(this.todos.put(id, text)).as(this::toString).isNull();
	}

	private void assertTodo(HttpResponse<String> answer, String id, String text) {
		assertThat(answer.statusCode()).as(this::toString).isIn(200, 201);
		assertThat(Api.parse(answer)).as(this::toString)
			.isEqualTo(JsonMapper.shared().valueToTree(Map.of("id", id, "data", text)));
	}

	private void assertStatus(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(() -> answer.body() + "\n" + this).isEqualTo(status);
	}

	/** No two are the same. */
	private String text() {
		return this.name + " " + this.texts++ + " " + TEXTS[this.random.nextInt(TEXTS.length)] + ".";
	}

	/** One of its own, mostly one that is still there, or one that never was. */
	private String anyTodo() {
		int choice = this.random.nextInt(10);
		if (choice == 0 && !this.deleted.isEmpty()) {
			return any(this.deleted);
		}
		return (choice == 1 || this.todos.isEmpty()) ? "ffffffffffffffff" : any(this.todos.keySet());
	}

	private String any(Collection<String> strings) {
		return List.copyOf(strings).get(this.random.nextInt(strings.size()));
	}

	@Override
	public String toString() {
		return this.name + ":\n" + String.join("\n", this.done);
	}

}
