package dev.crossaccount.gateway.catalog;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider may send in place of a document, or as one. */
class OpenApiReaderTest {

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{", "<html>", "{\"swagger\":\"2.0\"}", "{\"openapi\":\"4.0.0\"}",
			"{\"openapi\":\"3.1.0\",\"info\":[]}", "{\"openapi\":\"3.1.0\",\"paths\":1}",
			"{\"openapi\":\"3.1.0\",\"components\":[]}", "{\"openapi\":\"3.1.0\",\"paths\":{\"/todo\":{\"get\":1}}}",
			"{\"openapi\":\"3.1.0\",\"paths\":{\"/todo\":{\"get\":{\"responses\":{\"401\":[]}}}}}",
			"{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{\"A\":{\"$ref\":\"http://10.0.0.1/a.json\"}}}}",
			"{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{\"A\":{\"$ref\":\"other.json\"}}}}" })
	void shouldRefuseWhatIsNoDocument(String bad) {
		Aggregated.assertRefused(bad, "its ");
	}

	@Test
	void shouldRefuseWhatIsTooMuch() {
		Aggregated.assertRefused("{\"a\":".repeat(5000) + "1" + "}".repeat(5000), "no OpenAPI 3 document");
		Aggregated.assertRefused("{\"openapi\":\"3.1.0\",\"x\":[" + "[],".repeat(300_000) + "[]]}",
				"no OpenAPI 3 document");
	}

	/** Each is small, and what is made of it would not be. */
	@Test
	void shouldRefuseWhatWouldBecomeTooMuch() {
		String numbers = "\"x-numbers\":[" + "1,".repeat(10_000) + "1]";
		String head = "{\"openapi\":\"3.1.0\",\"info\":{},";
		Aggregated.assertRefused(head + "\"components\":{\"pathItems\":{\"x\":{\"get\":{}," + numbers
				+ "}}},\"paths\":{" + paths(900, "{\"$ref\":\"#/components/pathItems/x\"}") + "}}", "too large");
		Aggregated.assertRefused(head + "\"components\":{\"responses\":{\"x\":{" + numbers + "}}},\"paths\":{"
				+ paths(900, "{\"get\":{\"responses\":{\"503\":{\"$ref\":\"#/components/responses/x\"}}}}") + "}}",
				"too large");
		Aggregated.assertRefused(head + "\"paths\":{" + paths(1001, "{\"get\":{}}") + "}}",
				"more than 1000 operations");
	}

	private static String paths(int count, String item) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"/todo/" + i + "\":" + item)
			.collect(Collectors.joining(","));
	}

}
