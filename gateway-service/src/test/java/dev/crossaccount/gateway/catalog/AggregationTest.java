package dev.crossaccount.gateway.catalog;

import java.time.Duration;

import dev.crossaccount.gateway.deprecation.Deprecation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Which parts of a provider's document callers find. */
class AggregationTest {

	private static final String EMPTY = """
			{"openapi": "3.1.0", "paths": {"/todo": {"get": {}}}}""";

	@Test
	void shouldKeepOnlyTheComponentsThatPublicPathsReferTo() {
		JsonNode components = Aggregated.of("""
				{"/todo": {"parameters": [{"$ref": "#/components/parameters/kept"}], "post": {
					"requestBody": {"$ref": "#/components/requestBodies/kept"},
					"responses": {"200": {"$ref": "#/components/responses/kept"}},
					"callbacks": {"done": {"$ref": "#/components/callbacks/kept"}}},
				"delete": {"requestBody": {"$ref": "#/components/requestBodies/hidden"}}},
				"/admin": {"$ref": "#/components/pathItems/hidden"}}""", """
				{"parameters": {"kept": {"examples": {"a": {"$ref": "#/components/examples/kept"}}}, "hidden": {}},
				"requestBodies": {"kept": {"content": {"a/b": {"encoding": {"a": {"headers": {
					"a": {"$ref": "#/components/headers/encoded"}}}}}}},
					"hidden": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/hidden"}}}}},
				"responses": {"kept": {"headers": {"a": {"$ref": "#/components/headers/kept"}}, "content":
					{"a/b": {"schema": {"items": {"properties": {"$ref": {"$ref": "#/components/schemas/kept"}}}}}}},
					"hidden": {}},
				"headers": {"kept": {}, "encoded": {}, "hidden": {}}, "examples": {"kept": {}, "hidden": {}},
				"schemas": {"kept": {}, "hidden": {}}, "links": {"hidden": {}}, "x-hidden": {"$ref": "#/info"},
				"callbacks": {"kept": {"{$request.body#/url}": {"$ref": "#/components/pathItems/kept"}}, "hidden": {}},
				"pathItems": {"kept": {}, "hidden": {"get": {}}},
				"securitySchemes": {"hidden": {"type": "http"}}}""").get("components");
		assertThat(components.toString()).doesNotContain("hidden");
		for (String kind : new String[] { "parameters", "requestBodies", "responses", "headers", "examples", "schemas",
				"callbacks", "pathItems" }) {
			assertThat(components.at("/" + kind).propertyNames()).as(kind).contains("kept");
		}
		assertThat(components.get("headers").has("encoded")).isTrue();
		assertThat(components.get("securitySchemes").propertyNames()).containsExactly("api-key");
	}

	@Test
	void shouldCopyWhatIsInAPathThatIsNotPublic() {
		JsonNode document = Aggregated
			.of("""
					{"/todo": {"get": {"responses": {"200": {"$ref": "#/paths/~1hidden/get/responses/200"},
						"404": {"$ref": "#/paths/~1hidden/get/responses/200"}}}},
					"/hidden": {"get": {"operationId": "hidden", "responses": {"200": {"description": "Shared", "content":
						{"a/b": {"schema": {"$ref": "#/paths/~1hidden/get/x-schema"}}}}}, "x-schema": {"type": "null"}}}}""",
					"{\"responses\": {\"response-1\": {}}}");
		assertThat(document.toString()).doesNotContain("hidden").contains("Shared");
		JsonNode answers = document.at("/paths/~1todo/get/responses");
		assertThat(answers.at("/200/$ref").asString()).isEqualTo("#/components/responses/response-2")
			.isEqualTo(answers.at("/404/$ref").asString());
		assertThat(document.at("/components/responses/response-2/content/a~1b/schema/$ref").asString())
			.isEqualTo("#/components/schemas/schema-1");
		assertThat(document.at("/components/schemas/schema-1/type").asString()).isEqualTo("null");
	}

	@Test
	void shouldCopyAnAnswerThatTheGatewayAddsTo() {
		JsonNode document = Aggregated.of("""
				{"/todo": {"get": {"responses": {"503": {"description": "Busy", "content": {"a/b": {"schema":
					{"type": "null"}}}}, "200": {"content": {"a/b": {"schema":
					{"$ref": "#/paths/~1todo/get/responses/503/content/a~1b/schema"}}}}}}}}""", "{}");
		assertThat(document.at("/components/schemas/schema-1/type").asString()).isEqualTo("null");
		assertThat(document.at("/components/responses/gateway-503/description").asString()).startsWith("Busy, or ");
	}

	@ParameterizedTest
	@CsvSource({ "#/components/schemas/A%20B", "'#/components/schemas/A B'", "#/components/schemas/%41%20B" })
	void shouldReadPercentEncodings(String reference) {
		JsonNode document = schema(reference, "{\"A B\": {\"type\": \"null\"}, \"A%20B\": {}}");
		assertThat(reference(document)).isEqualTo("#/components/schemas/A%20B");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("A B", "gateway-problem");
	}

	@Test
	void shouldReadEscapes() {
		JsonNode document = schema("#/components/schemas/a~1b~0c~01", "{\"a/b~c~1\": {}, \"a\": {\"b~c~1\": {}}}");
		assertThat(reference(document)).isEqualTo("#/components/schemas/a~1b~0c~01");
		assertThat(document.at("/components/schemas").propertyNames()).contains("a/b~c~1").doesNotContain("a");
	}

	@Test
	void shouldCopyAPartOfAComponentWithoutTheRest() {
		JsonNode document = schema("#/components/schemas/A/allOf/1",
				"{\"A\": {\"hidden\": 1, \"allOf\": [{}, {\"type\": \"null\"}]}}");
		assertThat(reference(document)).isEqualTo("#/components/schemas/schema-1");
		assertThat(document.at("/components/schemas/schema-1/type").asString()).isEqualTo("null");
		assertThat(document.toString()).doesNotContain("hidden");
	}

	@Test
	void shouldFollowReferencesToReferences() {
		JsonNode document = Aggregated.of("""
				{"/todo": {"$ref": "#/components/pathItems/a"}}""", """
				{"pathItems": {"a": {"$ref": "#/components/pathItems/b", "summary": "First"}, "b": {"summary": "Second",
					"get": {"responses": {"503": {"$ref": "#/components/responses/a"},
						"200": {"$ref": "#/components/responses/a"}}}, "delete": {}}},
				"responses": {"a": {"$ref": "#/components/responses/b"}, "b": {"description": "Busy"}}}""");
		assertThat(document.at("/paths/~1todo").propertyNames()).containsExactlyInAnyOrder("summary", "get");
		assertThat(document.at("/paths/~1todo/summary").asString()).isEqualTo("First");
		assertThat(document.at("/components/responses/gateway-503/description").asString()).startsWith("Busy, or ");
		assertThat(document.at("/components/responses/b/headers").propertyNames()).contains("RateLimit");
		assertThat(document.get("components").has("pathItems")).isFalse();
	}

	@Test
	void shouldKeepSchemasThatContainThemselves() {
		JsonNode document = schema("#/components/schemas/A", """
				{"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
				"B": {"items": {"$ref": "#/components/schemas/A"}, "not": {"$ref": "#/components/schemas/B"}},
				"C": {"items": {"$ref": "#/components/schemas/C"}}}""");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("A", "B", "gateway-problem");
	}

	@Test
	void shouldRefuseReferencesThatGoInACircle() {
		assertSchemaRefused("#/components/schemas/A", "{\"A\": {\"$ref\": \"#/components/schemas/A\"}}",
				"has references that go in a circle, or too far, from #/components/schemas/A");
		assertSchemaRefused("#/components/schemas/A",
				"{\"A\": {\"$ref\": \"#/components/schemas/B\"}, \"B\": {\"$ref\": \"#/components/schemas/A\"}}",
				"in a circle");
		Aggregated.assertRefused("{\"/todo\": {\"$ref\": \"#/paths/~1todo\"}}", "{}", "in a circle");
		Aggregated.assertRefused("{\"/todo\": {\"get\": {\"responses\": {\"503\": {\"$ref\": "
				+ "\"#/paths/~1todo/get/responses/503\"}}}}}", "{}", "in a circle");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			refers to #/components/schemas/B, which is not in it         | #/components/schemas/B
			refers to #/components/schemas/A/3, which is not in it       | #/components/schemas/A/3
			refers to #b, which is not in it                             | #b
			bad percent-encoding in #/%zz                                | #/%zz
			refers to #, which is no schema                              | #
			refers to #/paths, which is no schema                        | #/paths
			refers to #/paths/~1todo/get, which is no schema             | #/paths/~1todo/get
			refers to #/components/schemas, which is no schema           | #/components/schemas
			refers to #/components/responses/A, which is no schema       | #/components/responses/A
			refers to #/openapi, which is no schema                      | #/openapi
			refers to another one                                        | other.json
			""")
	void shouldRefuseReferencesToWhatIsNoSchema(String reason, String reference) {
		assertSchemaRefused(reference, "{\"A\": {\"allOf\": []}}", reason);
	}

	@Test
	void shouldRefuseAReferenceInPlaceOfAnOperation() {
		Aggregated.assertRefused(
				"{\"/todo\": {\"get\": {\"$ref\": \"#/paths/~1hidden/get\"}}, \"/hidden\": {\"get\": {}}}", "{}",
				"has a $ref where an object must be: operation");
	}

	@Test
	void shouldNotTakeDataForReferences() {
		JsonNode document = schema("#/components/schemas/A",
				"""
						{"A": {"example": {"$ref": "#/nothing"}, "enum": [{"$ref": "#/nothing"}], "x-any": {"$ref": "#/nothing"},
						"properties": {"example": {"$ref": "#/components/schemas/B"}, "$id": {"type": "null"}}}, "B": {}}"""
					.replace("#/nothing", "#/components/schemas/A"));
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("A", "B", "gateway-problem");
		assertThat(document.at("/components/schemas/A/properties/$id/type").asString()).isEqualTo("null");
		assertThat(schema("#/components/schemas/C",
				"{\"C\": {\"default\": {\"$ref\": \"#/components/schemas/gateway-problem\"}}}")
			.at("/components/schemas/C/default")
			.isEmpty()).isFalse();
	}

	@Test
	void shouldFollowAnchors() {
		JsonNode document = schema("#tree", """
				{"Tree": {"$dynamicAnchor": "tree", "properties": {"child": {"$dynamicRef": "#tree"},
				"leaf": {"$ref": "#leaf"}}}, "Parts": {"$defs": {"leaf": {"$anchor": "leaf", "type": "null"},
				"hidden": {"$anchor": "hidden"}}}, "Hidden": {"$anchor": "other"}}""");
		assertThat(reference(document)).isEqualTo("#/components/schemas/Tree");
		assertThat(document.at("/components/schemas/Tree/properties").toString()).isEqualTo(
				"{\"child\":{\"$dynamicRef\":\"#/components/schemas/Tree\"},\"leaf\":{\"$ref\":\"#/components/schemas/schema-1\"}}");
		assertThat(document.at("/components/schemas/schema-1").toString()).isEqualTo("{\"type\":\"null\"}");
		assertThat(document.toString()).doesNotContainIgnoringCase("hidden").doesNotContain("Anchor", "$anchor");
	}

	@Test
	void shouldRefuseAnAnchorThatDependsOnTheWay() {
		assertSchemaRefused("#/components/schemas/Strict", """
				{"Tree": {"$dynamicAnchor": "tree", "items": {"$dynamicRef": "#tree"}},
				"Strict": {"$id": "strict", "$dynamicAnchor": "tree", "$ref": "#/components/schemas/Tree"}}""",
				"refers to the anchor tree, of which it has two");
	}

	@Test
	void shouldReadPointersWithinASchemaThatIsADocumentOfItsOwn() {
		JsonNode document = schema("#/components/schemas/A", """
				{"A": {"$id": "https://example.com/a", "items": {"$ref": "#/$defs/b"}, "not": {"$ref": "#"},
				"contains": {"$ref": "#/components/schemas/C"}, "$defs": {"b": {"type": "null"}}}, "C": {}}""");
		assertThat(document.at("/components/schemas/A/items/$ref").asString())
			.isEqualTo("#/components/schemas/schema-1");
		assertThat(document.at("/components/schemas/A/not/$ref").asString()).isEqualTo("#/components/schemas/A");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("A", "C", "schema-1",
				"gateway-problem");
		assertThat(document.toString()).doesNotContain("$id");
	}

	@Test
	void shouldKeepWhatADiscriminatorMapsTo() {
		JsonNode document = schema("#/components/schemas/Pet",
				"""
						{"Pet": {"discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat",
						"dog": "#/components/schemas/Dog"}}}, "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}, "Dog": {},
						"Bird": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}}""");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("Pet", "Cat", "Dog",
				"gateway-problem");
		assertThat(document.at("/components/schemas/Pet/discriminator/mapping").toString())
			.isEqualTo("{\"cat\":\"#/components/schemas/Cat\",\"dog\":\"#/components/schemas/Dog\"}");
		assertSchemaRefused("#/components/schemas/Pet",
				"{\"Pet\": {\"discriminator\": {\"mapping\": {\"cat\": \"Cat\"}}}}",
				"refers to #/components/schemas/Cat, which is not in it");
	}

	@Test
	void shouldKeepAProvidersNamesThatBeginLikeTheGateways() {
		JsonNode document = schema("#/components/schemas/gateway-problem",
				"{\"gateway-problem\": {\"type\": \"null\"}, \"gateway-2-problem\": {}}");
		assertThat(reference(document)).isEqualTo("#/components/schemas/gateway-problem");
		assertThat(document.at("/components/schemas/gateway-problem/type").asString()).isEqualTo("null");
		assertThat(document.at("/components/schemas").propertyNames()).containsExactly("gateway-problem",
				"gateway-2-problem");
		assertThat(document.at("/paths/~1todo/get/responses/401/$ref").asString())
			.isEqualTo("#/components/responses/gateway-2-401");
	}

	@Test
	void shouldNotTakeTheGatewaysForWhatAProviderLacks() {
		assertSchemaRefused("#/components/schemas/gateway-problem", "{}", "which is not in it");
	}

	@Test
	void shouldKeepCallbacksWithoutWhereTheyAreServed() {
		JsonNode callback = Aggregated
			.of("""
					{"/todo": {"post": {"callbacks": {"done": {"{$request.body#/url}": {"servers": [{"url": "http://10.0.0.1"}],
					"post": {"servers": [{"url": "http://10.0.0.1"}], "security": [{"private": []}],
					"responses": {"200": {"$ref": "#/components/responses/a"}}}}}}}}}""",
					"{\"responses\": {\"a\": {\"description\": \"Fine\"}}}")
			.at("/paths/~1todo/post/callbacks/done");
		assertThat(callback.toString()).isEqualTo("{\"{$request.body#/url}\":{\"post\":{\"responses\":"
				+ "{\"200\":{\"$ref\":\"#/components/responses/a\"}}}}}");
	}

	@Test
	void shouldRefuseACallbackThatIsAPath() {
		for (String path : new String[] { "/todo", "/hidden" }) {
			String item = "{\"$ref\": \"#/paths/" + path.replace("/", "~1") + "\"}";
			String paths = "{\"/todo\": {\"get\": {\"callbacks\": {\"a\": {\"b\": %s}}}, \"delete\": {}},"
					+ "\"/hidden\": {\"get\": {}}}";
			String reason = "has a callback that refers to the path " + path;
			Aggregated.assertRefused(paths.formatted(item), "{}", reason);
			Aggregated.assertRefused(paths.formatted("{\"$ref\": \"#/components/pathItems/c\"}"),
					"{\"pathItems\": {\"c\": " + item + "}}", reason);
		}
	}

	@Test
	void shouldKeepLinksToPublicOperationsOnly() {
		JsonNode document = Aggregated.whole("{\"openapi\": \"3.1.0\", \"servers\": [{\"url\": \"/v1\"}], \"paths\": "
				+ """
						{"/todo": {"get": {"operationId": "list", "responses": {"200": {"links": {
						"a": {"operationId": "list", "server": {"url": "http://10.0.0.1"}}, "b": {"operationId": "hidden"},
						"c": {"operationRef": "#/paths/~1todo/get"}, "d": {"operationRef": "#/paths/~1hidden/get"},
						"e": {"operationRef": "https://example.com/#/paths/~1todo/get"}, "f": {"$ref": "#/components/links/f"},
						"g": {"$ref": "#/components/links/g"}, "h": {"operationRef": "#/paths/~1todo/delete"}}}}}, "delete": {}},
						"/hidden": {"get": {"operationId": "hidden"}}},
						"components": {"links": {"f": {"operationId": "hidden"}, "g": {"operationId": "list"}}}}""",
				null);
		assertThat(document.at("/paths/~1v1~1todo/get/responses/200/links").toString())
			.isEqualTo("{\"a\":{\"operationId\":\"list\"},\"c\":{\"operationRef\":\"#/paths/~1v1~1todo/get\"},"
					+ "\"g\":{\"$ref\":\"#/components/links/g\"}}");
		assertThat(document.at("/components/links").propertyNames()).containsExactly("g");
	}

	@Test
	void shouldPutPathsBelowThoseOfTheirServers() {
		JsonNode document = Aggregated.whole("""
				{"openapi": "3.1.0", "servers": [{"url": "https://10.0.0.1/v1/"}, {"url": "/"}], "paths": {
				"/todo": {"summary": "Todos", "get": {}, "post": {"servers": [{"url": "/"}]}},
				"/todo/{id}": {"servers": [{"url": "http://10.0.0.2/"}], "get": {}},
				"/admin": {"get": {}}, "/v1/todo/x": {"get": {}}}}""", null);
		assertThat(document.get("paths").propertyNames()).containsExactly("/v1/todo", "/todo", "/todo/{id}");
		assertThat(document.at("/paths/~1v1~1todo").propertyNames()).containsExactly("summary", "get");
		assertThat(document.at("/paths/~1todo").propertyNames()).containsExactly("summary", "post");
		assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
		assertThat(document.toString()).doesNotContain("10.0.0.");
	}

	@Test
	void shouldRefuseServersThatMakeOnePathOfTwo() {
		Aggregated.assertRefused("""
				{"openapi": "3.1.0", "paths": {"/v1/todo": {"get": {}},
				"/todo": {"servers": [{"url": "/v1"}], "post": {}}}}""", "has the path /v1/todo twice, by its servers");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "-1, true", "1, false" })
	void shouldSayThatAnOperationIsDeprecatedOnceItIs(int days, boolean deprecated) {
		Deprecation deprecation = new Deprecation(Aggregated.NOW.plus(Duration.ofDays(days)), null, null);
		JsonNode document = Aggregated.whole(EMPTY, deprecation);
		assertThat(document.at("/paths/~1todo/get").has("deprecated")).isEqualTo(deprecated);
		assertThat(document.at("/info/description").asString())
			.startsWith(deprecated ? "**Deprecated** from 20" : "**To be deprecated** from 20");
		assertThat(document.at("/info/x-deprecation/since").asString()).isEqualTo(deprecation.since().toString());
		assertThat(document.at("/components/headers").propertyNames()).contains("gateway-Deprecation");
	}

	@Test
	void shouldLeaveAnOperationThatItsProviderCallsDeprecated() {
		JsonNode document = Aggregated.whole("""
				{"openapi": "3.1.0", "paths": {"/todo": {"get": {"deprecated": true}}}}""",
				new Deprecation(Aggregated.NOW.plusSeconds(1), null, null));
		assertThat(document.at("/paths/~1todo/get/deprecated").asBoolean()).isTrue();
	}

	private static JsonNode schema(String reference, String schemas) {
		return Aggregated.of(response(reference), "{\"schemas\": " + schemas + "}");
	}

	private static String reference(JsonNode document) {
		return document.at("/paths/~1todo/get/responses/200/content/a~1b/schema/$ref").asString();
	}

	private static void assertSchemaRefused(String reference, String schemas, String reason) {
		Aggregated.assertRefused(response(reference), "{\"responses\": {\"A\": {}}, \"schemas\": " + schemas + "}",
				reason);
	}

	private static String response(String reference) {
		return "{\"/todo\": {\"get\": {\"responses\": {\"200\": {\"content\": {\"a/b\": {\"schema\": {\"$ref\": \""
				+ reference + "\"}}}}}}}}";
	}

}
