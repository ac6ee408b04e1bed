package dev.crossaccount.gateway.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.catalog.Part.Place;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in a document the schemas are that have a name of their own. */
final class SchemaNames {

	private final Deque<String> path = new ArrayDeque<>();

	private final Map<JsonNode, List<String>> resources = new IdentityHashMap<>();

	private final Map<String, List<String>> anchors = new HashMap<>();

	SchemaNames(ObjectNode document) {
		collect(document, Part.DOCUMENT.place());
	}

	/**
	 * Tells schemas that pointers within them begin at.
	 * @param node a part of the document
	 * @return where it is, or {@code null} if it is no schema with an {@code $id}
	 */
	@Nullable List<String> resource(JsonNode node) {
		return this.resources.get(node);
	}

	/**
	 * Finds an anchor. Which of two is meant may depend on the way there, which only a
	 * validator goes.
	 * @param name its name
	 * @return where it is, or {@code null} if there is none
	 */
	@Nullable List<String> anchor(String name) {
		List<String> found = this.anchors.get(name);
		if (found != null && found.isEmpty()) {
			throw new DocumentException(
					"its OpenAPI document refers to the anchor " + Reference.printable(name) + ", of which it has two");
		}
		return found;
	}

	private void collect(JsonNode node, Place place) {
		if (place.part() == Part.SCHEMA && !place.named() && node instanceof ObjectNode schema) {
			register(schema);
		}
		if (node instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				descend(array, Integer.toString(i), array.get(i), place);
			}
		}
		node.properties().forEach((child) -> descend(node, child.getKey(), child.getValue(), place));
	}

	private void descend(JsonNode node, String key, JsonNode child, Place place) {
		Place below = place.below(node, key);
		if (below != null) {
			this.path.addLast(key);
			collect(child, below);
			this.path.removeLast();
		}
	}

	private void register(ObjectNode schema) {
		if (schema.path("$id").isString()) {
			this.resources.put(schema, List.copyOf(this.path));
		}
		for (String key : List.of("$anchor", "$dynamicAnchor")) {
			if (schema.path(key).isString()) {
				this.anchors.merge(schema.get(key).asString(), List.copyOf(this.path),
						(first, second) -> first.equals(second) ? first : List.of());
			}
		}
	}

}
