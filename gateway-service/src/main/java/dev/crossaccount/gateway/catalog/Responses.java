package dev.crossaccount.gateway.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adds the gateway's problems to what the operations of a document answer. */
final class Responses {

	private static final String PROBLEM = "application/problem+json";

	private static final String REQUEST_ID = "5f0c9a4b0e7d4a0d8f7f6f1f2b3c4d5e";

	private final Components components;

	private final ObjectNode schema;

	private final ProblemBody problems;

	private final JsonMapper json;

	/** Names of the responses that were made, so that operations share them. */
	private final Map<JsonNode, String> made = new HashMap<>();

	Responses(Components components, ProblemBody problems, JsonMapper json) {
		this.components = components;
		this.schema = components.reference("schemas", components.own("problem"));
		this.problems = problems;
		this.json = json;
	}

	/**
	 * Adds problems of one status, beside what the provider answers with that status.
	 * @param responses what an operation answers
	 * @param path a path, for the examples
	 * @param all the problems
	 */
	void add(ObjectNode responses, String path, List<Problem> all) {
		String status = Integer.toString(all.get(0).status());
		ObjectNode response = own(responses.get(status));
		describe(response, all);
		ObjectNode headers = OpenApiReader.object(response, "headers");
		List.of("X-Request-Id", "Cache-Control").forEach((name) -> this.components.addHeader(headers, name));
		all.forEach(
				(problem) -> problem.headers().keySet().forEach((name) -> this.components.addHeader(headers, name)));
		ObjectNode media = OpenApiReader.object(OpenApiReader.object(response, "content"), PROBLEM);
		addSchema(media);
		addExamples(media, path, all);
		responses.set(status, this.components.reference("responses", name(status, response)));
	}

	private ObjectNode own(@Nullable JsonNode response) {
		JsonNode own = (response != null) ? this.components.resolve(response) : this.schema.objectNode();
		if (own instanceof ObjectNode object) {
			return object;
		}
		throw new DocumentException("its OpenAPI document has a response that is no object");
	}

	private static void describe(ObjectNode response, List<Problem> all) {
		String titles = all.stream().map(Problem::title).distinct().collect(Collectors.joining(", or "));
		String own = response.path("description").asString("");
		if (!own.contains(titles)) {
			response.put("description", own.isEmpty() ? titles : own + ", or " + titles);
		}
	}

	private void addSchema(ObjectNode media) {
		JsonNode own = media.get("schema");
		if (own == null) {
			media.set("schema", this.schema);
		}
		else {
			media.putObject("schema").putArray("anyOf").add(own).add(this.schema);
		}
	}

	private void addExamples(ObjectNode media, String path, List<Problem> all) {
		ObjectNode examples = OpenApiReader.object(media, "examples");
		JsonNode single = media.remove("example");
		if (single != null) {
			addExample(examples, "service", single);
		}
		for (Problem problem : all) {
			addExample(examples, problem.slug(), this.json.readTree(this.problems.write(problem, path, REQUEST_ID)));
		}
	}

	/** Beside the provider's own, whatever they are called. */
	private void addExample(ObjectNode examples, String name, JsonNode value) {
		String free = name;
		while (examples.has(free)) {
			free = this.components.own(free);
		}
		examples.putObject(free).set("value", value);
	}

	private String name(String status, ObjectNode response) {
		return this.made.computeIfAbsent(response, (key) -> {
			String first = this.components.own(status);
			long others = this.made.values().stream().filter((other) -> other.startsWith(first)).count();
			String name = (others > 0) ? first + "-" + (others + 1) : first;
			this.components.of("responses").set(name, response);
			return name;
		});
	}

}
