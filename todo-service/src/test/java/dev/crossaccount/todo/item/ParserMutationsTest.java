package dev.crossaccount.todo.item;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import tools.jackson.databind.json.JsonMapper;

import dev.crossaccount.todo.Mutations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers send that is nearly right: read to what can be written again and read to
 * the same, or refused as what is not well-formed, and never with another failure.
 */
class ParserMutationsTest {

	@Test
	void shouldReadAForm() {
		forEach(ParserMutationsTest::checkForm, "data=x", "a=b&data=%C3%A9+&", "data=%F0%9F%98%80&other=%00",
				"d%61ta=a%26b%3Dc&&");
	}

	@Test
	void shouldReadJson() {
		forEach(ParserMutationsTest::checkJson, "{\"data\":\"x\"}",
				"{\"a\":{\"b\":[1,2.5e3,true,null]},\"data\":\"\\u00e9\\ud83d\\ude00\\n\"}",
				"{\"data\":\"\u00c3\u00a9\",\"data2\":\"\\\"\"}");
	}

	@Test
	void shouldReadAPlaceInTheList() {
		forEach(ParserMutationsTest::checkPlace, PageQuery.after(1), PageQuery.after(999_999_999_999_999_999L),
				PageQuery.after(123_456));
	}

	@Test
	void shouldReadALimit() {
		forEach(ParserMutationsTest::checkLimit, "1", "1000", "57");
	}

	@Test
	void shouldReadEntityTags() {
		forEach(ParserMutationsTest::checkEntityTags, "\"1\"", "\"12\", W/\"3\",\"4\"", "*", "\"a,b\" ,, \"7\"");
	}

	@Test
	void shouldReadAnIdempotencyKey() {
		forEach(ParserMutationsTest::checkKey, "key-1", "~".repeat(255));
	}

	/** For .ci/fuzz: the first byte chooses which. */
	public static void fuzzerTestOneInput(byte[] bytes) {
		List<Consumer<String>> readers = List.of(ParserMutationsTest::checkForm, ParserMutationsTest::checkJson,
				ParserMutationsTest::checkPlace, ParserMutationsTest::checkLimit, ParserMutationsTest::checkEntityTags,
				ParserMutationsTest::checkKey);
		if (bytes.length > 0 && bytes[0] >= '0' && bytes[0] < '0' + readers.size()) {
			check(readers.get(bytes[0] - '0'), Mutations.text(bytes).substring(1));
		}
	}

	private static void forEach(Consumer<String> reader, String... good) {
		Mutations.forEach((input) -> check(reader, input), good);
	}

	private static void check(Consumer<String> reader, String input) {
		try {
			reader.accept(input);
		}
		catch (MalformedBodyException | InvalidValueException ex) {
			assertThat(ex).hasMessageMatching("(?s)\\S.*");
		}
	}

	private static void checkForm(String form) {
		assertRereads(FormBody.text(bytes(form)),
				(text) -> FormBody.text(bytes("a=b&data=" + URLEncoder.encode(text, StandardCharsets.UTF_8))));
	}

	private static void checkJson(String json) {
		assertRereads(JsonBody.text(bytes(json)),
				(text) -> JsonBody.text(JsonMapper.shared().writeValueAsBytes(new NewTodo(text))));
	}

	private static void checkPlace(String after) {
		assertThat(PageQuery.after(PageQuery.of(null, after).after())).isEqualTo(after);
	}

	private static void checkLimit(String limit) {
		assertThat(PageQuery.of(limit, null).limit()).isBetween(1, 1000).hasToString(limit);
	}

	private static void checkEntityTags(String tags) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(HttpHeaders.IF_MATCH, tags);
		IfMatch match = IfMatch.from(headers);
		assertThat(match.any()).isEqualTo(tags.strip().equals("*"));
		assertThat(match.versions()).isNotEmpty()
			.allMatch((version) -> version == 0 || tags.contains("\"" + version + "\""));
	}

	private static void checkKey(String key) {
		assertThat(new IdempotencyKey(key).value()).isEqualTo(key).matches("[!-~]{1,255}");
	}

	/** What is a todo's text must come back as it is. */
	private static void assertRereads(String text, Function<String, String> reader) {
		String kept = new TodoText(text).value();
		assertThat(reader.apply(kept)).isEqualTo(kept);
	}

	private static byte[] bytes(String chars) {
		return chars.getBytes(StandardCharsets.ISO_8859_1);
	}

}
