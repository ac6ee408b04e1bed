package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a stack's template has in it. */
final class Resources {

	private final JsonNode template;

	private Resources(JsonNode template) {
		this.template = template;
	}

	static Resources of(String stack) {
		return of(Account.template(stack).toJSON());
	}

	static Resources of(Map<String, Object> template) {
		return new Resources(new ObjectMapper().valueToTree(template));
	}

	/** The properties of all resources of a type. */
	List<JsonNode> all(String type) {
		return all().stream()
			.filter((resource) -> resource.path("Type").asText().equals(type))
			.map((resource) -> resource.path("Properties"))
			.toList();
	}

	/** The properties of the only resource of a type. */
	JsonNode only(String type) {
		List<JsonNode> found = all(type);
		if (found.size() != 1) {
			throw new AssertionError("%d resources of type %s".formatted(found.size(), type));
		}
		return found.get(0);
	}

	/** All resources, with their types and dependencies. */
	List<JsonNode> all() {
		return this.template.path("Resources").valueStream().toList();
	}

	/** The logical ids of all resources of a type. */
	List<String> ids(String type) {
		return this.template.path("Resources")
			.propertyStream()
			.filter((resource) -> resource.getValue().path("Type").asText().equals(type))
			.map(Map.Entry::getKey)
			.toList();
	}

	/** The logical ids that the only resource of a type waits for. */
	List<String> dependencies(String type) {
		List<String> found = ids(type);
		if (found.size() != 1) {
			throw new AssertionError("%d resources of type %s".formatted(found.size(), type));
		}
		return get(found.get(0)).path("DependsOn").valueStream().map(JsonNode::asText).toList();
	}

	JsonNode get(String logicalId) {
		return Objects.requireNonNull(this.template.path("Resources").get(logicalId), logicalId);
	}

	JsonNode output(String name) {
		return Objects.requireNonNull(this.template.path("Outputs").get(name), name).path("Value");
	}

	JsonNode template() {
		return this.template;
	}

}
