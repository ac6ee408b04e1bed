package dev.crossaccount.gateway.catalog;

import java.util.regex.Pattern;

import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a provider calls its OpenAPI document: it may be anything, and must neither
 * take much memory nor send readers elsewhere.
 */
final class OpenApiReader {

	private static final Pattern VERSION = Pattern.compile("3\\.[0-9]{1,2}\\.[0-9]{1,2}");

	/** Each takes some 50 bytes, and those of the services have some 3,000. */
	private static final int MAX_TOKENS = 100_000;

	private static final int MAX_DEPTH = 100;

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).maxNestingDepth(MAX_DEPTH).build())
			.build())
		.build();

	private OpenApiReader() {
	}

	/**
	 * Reads a document.
	 * @param bytes what the provider sent
	 * @return a document with an {@code info} and {@code paths}, without references to
	 * other documents
	 * @throws DocumentException if it is none
	 */
	static ObjectNode read(byte[] bytes) {
		JsonNode document = parse(bytes);
		if (document == null || !VERSION.matcher(document.path("openapi").asString("")).matches()) {
			throw new DocumentException("its answer is no OpenAPI 3 document in JSON");
		}
		ObjectNode read = (ObjectNode) document;
		object(read, "info");
		object(read, "paths");
		requireOwnReferences(read);
		return read;
	}

	/** The object below a key, a new one if there is nothing. */
	static ObjectNode object(ObjectNode parent, String key) {
		JsonNode child = parent.get(key);
		if (child == null) {
			return parent.putObject(key);
		}
		if (child instanceof ObjectNode object) {
			return object;
		}
		throw new DocumentException("its OpenAPI document has something other than an object in " + key);
	}

	private static @Nullable JsonNode parse(byte[] bytes) {
		try {
			return JSON.readTree(bytes);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static void requireOwnReferences(JsonNode node) {
		String reference = node.path("$ref").asString("#");
		if (!reference.startsWith("#")) {
			throw new DocumentException("its OpenAPI document refers to another one");
		}
		node.forEach(OpenApiReader::requireOwnReferences);
	}

}
