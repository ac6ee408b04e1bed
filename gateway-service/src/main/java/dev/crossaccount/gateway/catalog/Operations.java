package dev.crossaccount.gateway.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.crossaccount.gateway.access.AccessRules;
import dev.crossaccount.gateway.access.Requirement;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds to each operation of a document what the gateway asks for and answers. */
final class Operations {

	private final Components components;

	private final Entry entry;

	private final AccessRules rules;

	private final List<Credential> credentials;

	private final Responses responses;

	private final GatewayProblems problems;

	private final List<String> headers;

	/** By now: its headers name the time also if it is to come. */
	private final boolean deprecated;

	private final List<ObjectNode> allAnswers = new ArrayList<>();

	Operations(Components components, Entry entry, AccessRules rules, List<Credential> credentials, Responses responses,
			Instant now) {
		this.components = components;
		this.entry = entry;
		this.rules = rules;
		this.credentials = credentials;
		this.responses = responses;
		this.deprecated = entry.deprecation() != null && entry.deprecation().began(now);
		this.problems = new GatewayProblems(entry.api(), credentials.size() > 1);
		this.headers = (entry.deprecation() == null) ? List.of("RateLimit-Policy", "RateLimit")
				: (entry.deprecation().sunset() == null) ? List.of("RateLimit-Policy", "RateLimit", "Deprecation")
						: List.of("RateLimit-Policy", "RateLimit", "Deprecation", "Sunset");
	}

	/**
	 * Changes an operation.
	 * @param path its path, a template
	 * @param method its method in lower case
	 * @param node the operation
	 */
	void change(String path, String method, @Nullable JsonNode node) {
		if (!(node instanceof ObjectNode operation)) {
			throw new DocumentException("its OpenAPI document has an operation that is no object");
		}
		Requirement requirement = this.rules.requirement(this.entry.provider().name(), method.toUpperCase(Locale.ROOT),
				path);
		addSecurity(operation.putArray("security"), requirement);
		if (this.deprecated) {
			operation.put("deprecated", true);
		}
		ObjectNode answers = OpenApiReader.object(operation, "responses");
		for (List<Problem> ofOneStatus : this.problems.of(requirement, operation.has("requestBody"))) {
			this.responses.add(answers, this.entry.provider().paths().get(0), ofOneStatus);
		}
		sort(answers);
		this.allAnswers.add(answers);
	}

	/** Adds the headers of every answer, once no more operation is changed. */
	void addHeaders() {
		this.allAnswers.forEach((answers) -> answers.forEach((answer) -> addHeaders(this.components.follow(answer))));
	}

	private void addHeaders(JsonNode response) {
		if (response instanceof ObjectNode object) {
			ObjectNode all = OpenApiReader.object(object, "headers");
			this.headers.forEach((name) -> this.components.addHeader(all, name));
		}
	}

	private static void sort(ObjectNode answers) {
		Map<String, JsonNode> sorted = new TreeMap<>();
		answers.properties().forEach((answer) -> sorted.put(answer.getKey(), answer.getValue()));
		answers.removeAll();
		answers.setAll(sorted);
	}

	/** Any one of them does; an empty one stands for no credential. */
	private void addSecurity(ArrayNode security, Requirement requirement) {
		if (!requirement.credential()) {
			security.addObject();
		}
		for (Credential credential : this.credentials) {
			ArrayNode scopes = security.addObject().putArray(credential.type());
			requirement.scopes().forEach(scopes::add);
		}
	}

}
