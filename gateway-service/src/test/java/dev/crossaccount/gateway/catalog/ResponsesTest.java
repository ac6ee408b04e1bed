package dev.crossaccount.gateway.catalog;

import java.util.List;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemBody;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class ResponsesTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ObjectNode document = (ObjectNode) JSON.readTree("""
			{"components": {"responses": {"busy": {"description": "Busy", "headers": {"Retry-After": {}}, "content": {
				"text/html": {},
				"application/problem+json": {"schema": {"type": "string"}, "example": "busy"}}}}}}""");

	private final Components components = new Components(this.document);

	private final Responses responses = new Responses(this.components, new ProblemBody(JSON), JSON);

	@Test
	void shouldAddAnAnswerThatTheProviderDoesNotGive() {
		ObjectNode answers = JSON.createObjectNode();
		this.responses.add(answers, "/todo", List.of(Problem.invalidApiKey()));
		JsonNode added = resolve(answers, "401");
		assertThat(added.get("description").asString()).isEqualTo("Invalid API key");
		assertThat(added.get("headers").propertyNames()).contains("X-Request-Id", "Cache-Control", "WWW-Authenticate");
		JsonNode media = added.at("/content/application~1problem+json");
		assertThat(media.at("/schema/$ref").asString()).isEqualTo("#/components/schemas/gateway-problem");
		assertThat(media.at("/examples/invalid-api-key/value/instance").asString()).isEqualTo("/todo");
	}

	@Test
	void shouldKeepWhatTheProviderAnswersWithTheSameStatus() {
		ObjectNode answers = JSON.createObjectNode();
		answers.set("503", this.components.reference("responses", "busy"));
		this.responses.add(answers, "/todo", List.of(Problem.unavailable("todo"), Problem.overloaded("todo")));
		JsonNode merged = resolve(answers, "503");
		assertThat(merged.get("description").asString()).isEqualTo("Busy, or Service unavailable, or Overloaded");
		assertThat(merged.at("/headers/Retry-After").isEmpty()).as("the provider's own header").isTrue();
		assertThat(merged.get("content").propertyNames()).contains("text/html");
		JsonNode media = merged.at("/content/application~1problem+json");
		assertThat(media.at("/schema/anyOf/0/type").asString()).isEqualTo("string");
		assertThat(media.at("/examples/service/value").asString()).isEqualTo("busy");
		assertThat(media.get("examples").propertyNames()).containsExactly("service", "service-unavailable",
				"overloaded");
		assertThat(this.document.at("/components/responses/busy/description").asString()).isEqualTo("Busy");
	}

	@Test
	void shouldKeepTheProvidersExamplesWhateverTheyAreCalled() {
		ObjectNode answers = (ObjectNode) JSON.readTree("""
				{"503": {"content": {"application/problem+json": {"examples":
					{"overloaded": {"value": 1}, "gateway-overloaded": {"value": 2}}}}}}""");
		this.responses.add(answers, "/todo", List.of(Problem.overloaded("todo")));
		JsonNode examples = resolve(answers, "503").at("/content/application~1problem+json/examples");
		assertThat(examples.propertyNames()).containsExactly("overloaded", "gateway-overloaded",
				"gateway-gateway-overloaded");
		assertThat(examples.at("/gateway-overloaded/value").asInt()).isEqualTo(2);
	}

	@Test
	void shouldShareWhatIsTheSame() {
		ObjectNode first = JSON.createObjectNode();
		ObjectNode second = JSON.createObjectNode();
		this.responses.add(first, "/todo", List.of(Problem.invalidApiKey()));
		this.responses.add(second, "/todo", List.of(Problem.invalidApiKey()));
		assertThat(first).isEqualTo(second);
		this.responses.add(second, "/todo", List.of(Problem.unauthenticated(false)));
		assertThat(first).isNotEqualTo(second);
	}

	@Test
	void shouldRemoveWhatNothingRefersTo() {
		ObjectNode answers = this.document.putObject("answers");
		this.responses.add(answers, "/todo", List.of(Problem.invalidApiKey()));
		this.components.prune();
		assertThat(this.components.of("responses").propertyNames()).containsExactly("gateway-401");
	}

	private JsonNode resolve(ObjectNode answers, String status) {
		return this.components.resolve(answers.get(status));
	}

}
