package dev.crossaccount.gateway.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a document that others refer to, the gateway's beside the provider's. */
final class Components {

	/** What many places refer to is copied for each: a small document can become huge. */
	private static final int MAX_COPIED = 200_000;

	private static final String PREFIX = "gateway-";

	private static final String SECURITY = "securitySchemes";

	private final ObjectNode document;

	private final ObjectNode components;

	private final String prefix;

	private int copied;

	/**
	 * Begins with the provider's.
	 * @param document a document whose references all lead to components
	 */
	Components(ObjectNode document) {
		this.document = document;
		this.components = OpenApiReader.object(document, "components");
		this.prefix = freePrefix();
	}

	ObjectNode of(String kind) {
		return OpenApiReader.object(this.components, kind);
	}

	/** A name for one of the gateway's, which none of the provider's has. */
	String own(String name) {
		return this.prefix + name;
	}

	/** A new reference. */
	ObjectNode reference(String kind, String name) {
		return this.components.objectNode().put(Reference.KEY, Reference.to(List.of("components", kind, name)));
	}

	/** Refers to one of the gateway's headers, if there is not one of that name. */
	void addHeader(ObjectNode headers, String name) {
		if (!headers.has(name)) {
			headers.set(name, reference("headers", own(name)));
		}
	}

	/** What a node is, or what it refers to in the end. */
	JsonNode follow(JsonNode node) {
		JsonNode end = node;
		while (end.path(Reference.KEY).isString()) {
			List<String> path = Reference.path(Reference.fragment(end.get(Reference.KEY).asString()));
			end = this.components.path(path.get(1)).path(path.get(2));
		}
		return end;
	}

	/** The same, as one's own copy. */
	JsonNode resolve(JsonNode node) {
		JsonNode found = follow(node);
		count(found);
		return found.deepCopy();
	}

	private void count(JsonNode node) {
		this.copied++;
		if (this.copied > MAX_COPIED) {
			throw new DocumentException("its OpenAPI document is too large with all that it refers to");
		}
		node.forEach(this::count);
	}

	/**
	 * Removes what nothing refers to: the gateway's own, and what only those of the
	 * provider's parts referred to that the gateway's took the place of.
	 */
	void prune() {
		Map<String, JsonNode> unused = new HashMap<>();
		kinds().forEach((kind) -> kind.getValue()
			.properties()
			.forEach((entry) -> unused.put(Reference.to(List.of("components", kind.getKey(), entry.getKey())),
					entry.getValue())));
		Deque<JsonNode> used = new ArrayDeque<>();
		this.document.forEach((part) -> used.add((part != this.components) ? part : this.components.nullNode()));
		while (!used.isEmpty()) {
			JsonNode node = used.remove();
			JsonNode referred = node.isString() ? unused.remove(node.asString()) : null;
			used.addAll((referred != null) ? List.of(referred) : node.values());
		}
		kinds().forEach((kind) -> remove(kind.getKey(), unused.keySet()));
	}

	private List<Map.Entry<String, JsonNode>> kinds() {
		return this.components.propertyStream().filter((kind) -> !kind.getKey().equals(SECURITY)).toList();
	}

	private void remove(String kind, Set<String> references) {
		ObjectNode all = of(kind);
		all.remove(all.propertyNames()
			.stream()
			.filter((name) -> references.contains(Reference.to(List.of("components", kind, name))))
			.toList());
		if (all.isEmpty()) {
			this.components.remove(kind);
		}
	}

	private String freePrefix() {
		String free = PREFIX;
		for (int i = 2; isTaken(free); i++) {
			free = PREFIX + i + "-";
		}
		return free;
	}

	private boolean isTaken(String start) {
		return this.components.valueStream()
			.anyMatch((kind) -> kind.propertyStream().anyMatch((entry) -> entry.getKey().startsWith(start)));
	}

}
