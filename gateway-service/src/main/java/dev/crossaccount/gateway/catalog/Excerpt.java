package dev.crossaccount.gateway.catalog;

import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.catalog.Part.Place;
import dev.crossaccount.gateway.catalog.Source.Target;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies path items of a document, and in the end the components that they refer to,
 * directly or not: nothing else.
 */
final class Excerpt {

	/** A part can be copied for each place that refers to it. */
	private static final int MAX_COPIED = 200_000;

	private final Source source;

	private final PublicOperations operations;

	private final Kept kept;

	private int copied;

	Excerpt(Source source, PublicOperations operations) {
		this.source = source;
		this.operations = operations;
		this.kept = new Kept(source);
	}

	JsonNode pathItem(JsonNode node) {
		return copy(node, Part.PATH_ITEM.place(), List.of());
	}

	/** What all that was copied refers to, in the order of the document. */
	ObjectNode components() {
		ObjectNode all = OpenApiReader.object(this.source.document(), "components");
		ObjectNode copies = all.objectNode();
		for (Kept.Item next = this.kept.next(); next != null; next = this.kept.next()) {
			Target target = next.target();
			OpenApiReader.object(copies, next.section())
				.set(next.name(), copy(target.node(), next.part().place(), target.resource()));
		}
		ObjectNode ordered = all.objectNode();
		all.properties().forEach((section) -> move(section.getValue(), section.getKey(), copies, ordered));
		copies.properties().forEach((section) -> move(section.getValue(), section.getKey(), copies, ordered));
		return ordered;
	}

	private static void move(JsonNode names, String section, ObjectNode copies, ObjectNode ordered) {
		names.propertyStream()
			.map((entry) -> entry.getKey())
			.filter(copies.path(section)::has)
			.forEach((name) -> OpenApiReader.object(ordered, section).set(name, copies.get(section).get(name)));
	}

	private JsonNode copy(JsonNode node, @Nullable Place place, List<String> resource) {
		if (++this.copied > MAX_COPIED) {
			throw new DocumentException("its OpenAPI document is too large with all that it refers to");
		}
		if (node instanceof ArrayNode array) {
			ArrayNode copy = array.arrayNode();
			array.forEach((element) -> copy.add(copy(element, place, resource)));
			return copy;
		}
		if (node instanceof ObjectNode object) {
			return copy(object, place, this.source.resource(object, resource));
		}
		boolean names = place != null && place.part() == Part.MAPPING && node.isString();
		return names ? this.source.document().stringNode(mapping(node.asString(), resource)) : node;
	}

	private ObjectNode copy(ObjectNode object, @Nullable Place place, List<String> resource) {
		ObjectNode copy = object.objectNode();
		for (Map.Entry<String, JsonNode> entry : object.properties()) {
			Place below = (place != null) ? place.below(object, entry.getKey()) : null;
			if (place == null || place.named()) {
				if (below == null || below.part() != Part.LINK || isPublic(entry.getValue(), resource)) {
					copy.set(entry.getKey(), copy(entry.getValue(), below, resource));
				}
			}
			else if (isReference(place.part(), entry)) {
				copy.put(entry.getKey(), reference(place.part(), entry, resource));
			}
			else if (!place.part().drops(entry.getKey())) {
				copy.set(entry.getKey(), copy(entry.getValue(), below, resource));
			}
		}
		return copy;
	}

	private static boolean isReference(Part part, Map.Entry<String, JsonNode> entry) {
		return part.refersAt(entry.getKey()) && entry.getValue().isString();
	}

	private @Nullable String reference(Part part, Map.Entry<String, JsonNode> entry, List<String> resource) {
		String reference = entry.getValue().asString();
		if (entry.getKey().equals(Reference.OPERATION_KEY)) {
			return this.operations.reference(reference);
		}
		return this.kept.reference(this.source.find(reference, resource), part);
	}

	/** A name without a pointer is that of a component. */
	private String mapping(String name, List<String> resource) {
		String reference = name.startsWith("#") ? name : Reference.to(List.of("components", "schemas", name));
		return this.kept.reference(this.source.find(reference, resource), Part.SCHEMA);
	}

	private boolean isPublic(JsonNode link, List<String> resource) {
		JsonNode reference = link.path(Reference.KEY);
		if (!reference.isString()) {
			return this.operations.has(link);
		}
		List<Target> chain = this.source.chain(this.source.find(reference.asString(), resource), Part.LINK);
		return this.operations.has(chain.get(chain.size() - 1).node());
	}

}
