package dev.crossaccount.gateway.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a document that others refer to, the gateway's beside the provider's. */
final class Components {

	static final String REFERENCE = "$ref";

	/** No provider's own begins so. */
	static final String PREFIX = "gateway-";

	/** What many places refer to is copied for each: a small document can become huge. */
	private static final int MAX_COPIED = 200_000;

	private static final String PLACE = "#/components/";

	private final ObjectNode document;

	private final ObjectNode components;

	private int copied;

	Components(ObjectNode document) {
		this.document = document;
		this.components = OpenApiReader.object(document, "components");
	}

	ObjectNode of(String kind) {
		return OpenApiReader.object(this.components, kind);
	}

	/** A new reference. */
	ObjectNode reference(String kind, String name) {
		return this.components.objectNode().put(REFERENCE, PLACE + kind + "/" + name);
	}

	/** Refers to one of the gateway's headers, if there is not one of that name. */
	void addHeader(ObjectNode headers, String name) {
		if (!headers.has(name)) {
			headers.set(name, reference("headers", PREFIX + name));
		}
	}

	/** What a node is, or what it refers to, as one's own copy. */
	JsonNode resolve(JsonNode node) {
		String reference = node.path(REFERENCE).asString("");
		JsonNode found = reference.startsWith("#/") ? this.document.at(reference.substring(1)) : node;
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
	 * Removes what nothing refers to: the provider's responses, and the gateway's own.
	 */
	void prune() {
		for (String kind : List.of("responses", "headers", "schemas")) {
			Set<String> used = new HashSet<>();
			collectReferences(this.document, used);
			ObjectNode all = of(kind);
			all.remove(all.propertyStream()
				.map((entry) -> entry.getKey())
				.filter((name) -> kind.equals("responses") || name.startsWith(PREFIX))
				.filter((name) -> !used.contains(PLACE + kind + "/" + name))
				.toList());
		}
	}

	private static void collectReferences(JsonNode node, Set<String> references) {
		references.add(node.path(REFERENCE).asString(""));
		node.forEach((child) -> collectReferences(child, references));
	}

}
