package dev.crossaccount.gateway.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The parts of an OpenAPI document that refer to others, and where they are in each
 * other. Everything else is data, and may look as it likes.
 */
enum Part {

	DOCUMENT(null), COMPONENTS(null), PATH_ITEM("pathItems", "servers"), OPERATION(null, "servers", "security"),
	PARAMETER("parameters"), REQUEST_BODY("requestBodies"), RESPONSE("responses"), CALLBACK("callbacks"),
	MEDIA_TYPE("mediaTypes"), ENCODING(null), HEADER("headers"), EXAMPLE("examples"), LINK("links", "server"),
	SCHEMA("schemas", "$id", "$anchor", "$dynamicAnchor"), DISCRIMINATOR(null),

	/** No object, but a text that names a schema. */
	MAPPING(null);

	static {
		DOCUMENT.one(COMPONENTS, "components").each(PATH_ITEM, "paths", "webhooks");
		for (Part part : values()) {
			if (part.section != null) {
				COMPONENTS.each(part, part.section);
			}
		}
		PATH_ITEM.one(PARAMETER, "parameters")
			.one(OPERATION, "get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
			.each(OPERATION, "additionalOperations");
		OPERATION.one(PARAMETER, "parameters")
			.one(REQUEST_BODY, "requestBody")
			.each(RESPONSE, "responses")
			.each(CALLBACK, "callbacks");
		PARAMETER.one(SCHEMA, "schema").each(MEDIA_TYPE, "content").each(EXAMPLE, "examples");
		HEADER.children.putAll(PARAMETER.children);
		REQUEST_BODY.each(MEDIA_TYPE, "content");
		RESPONSE.each(HEADER, "headers").each(MEDIA_TYPE, "content").each(LINK, "links");
		MEDIA_TYPE.one(SCHEMA, "schema", "itemSchema").each(EXAMPLE, "examples");
		ENCODING.each(HEADER, "headers");
		Set.of(MEDIA_TYPE, ENCODING)
			.forEach((part) -> part.each(ENCODING, "encoding").one(ENCODING, "prefixEncoding", "itemEncoding"));
		SCHEMA
			.one(SCHEMA, "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "items", "prefixItems",
					"additionalItems", "unevaluatedItems", "contains", "additionalProperties", "unevaluatedProperties",
					"propertyNames", "contentSchema")
			.each(SCHEMA, "properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
			.one(DISCRIMINATOR, "discriminator");
		DISCRIMINATOR.each(MAPPING, "mapping").one(MAPPING, "defaultMapping");
	}

	private final @Nullable String section;

	private final Set<String> dropped;

	private final Map<String, Place> children = new HashMap<>();

	Part(@Nullable String section, String... dropped) {
		this.section = section;
		this.dropped = Set.of(dropped);
	}

	/** Where it is in {@code components}, or {@code null} if nothing may refer to it. */
	@Nullable String section() {
		return this.section;
	}

	/** Such as {@code path-item}. */
	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** What callers have no use for, or what would mean something else elsewhere. */
	boolean drops(String key) {
		return this.dropped.contains(key);
	}

	/** Whether the text at a key is a reference. */
	boolean refersAt(String key) {
		return key.equals(Reference.KEY) || (this == SCHEMA && key.equals(Reference.DYNAMIC_KEY))
				|| (this == LINK && key.equals(Reference.OPERATION_KEY));
	}

	/** A place with one of it. */
	Place place() {
		return new Place(this, false);
	}

	private @Nullable Place child(String key) {
		return (this == CALLBACK && !key.startsWith("x-")) ? PATH_ITEM.place() : this.children.get(key);
	}

	private Part one(Part part, String... keys) {
		for (String key : keys) {
			this.children.put(key, part.place());
		}
		return this;
	}

	private Part each(Part part, String... keys) {
		for (String key : keys) {
			this.children.put(key, new Place(part, true));
		}
		return this;
	}

	/**
	 * What can be somewhere in a document.
	 *
	 * @param part one of it, or a list
	 * @param named whether there are many, each below a name
	 */
	record Place(Part part, boolean named) {

		/**
		 * What is one step further down.
		 * @param node what is here
		 * @param key its key, or its index in a list
		 * @return what can be there, or {@code null} for data
		 */
		@Nullable Place below(JsonNode node, String key) {
			if (node.isArray()) {
				return this;
			}
			return this.named ? this.part.place() : this.part.child(key);
		}

	}

}
