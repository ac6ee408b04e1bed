package dev.crossaccount.todo.item;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the text of a todo in JSON. Other members are ignored, so that what was read can
 * be sent back changed.
 */
final class JsonBody {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonBody() {
	}

	static String text(byte[] body) {
		JsonNode json = parse(Utf8.decode(body));
		if (!json.isObject()) {
			throw new MalformedBodyException("The body must be a JSON object such as {\"data\":\"…\"}.");
		}
		JsonNode data = json.path(TodoText.FIELD);
		if (data.isMissingNode()) {
			throw new InvalidValueException(TodoText.FIELD, "The JSON object must have a member 'data'.");
		}
		if (!data.isString()) {
			throw new InvalidValueException(TodoText.FIELD, "'data' must be a JSON string.");
		}
		return data.stringValue();
	}

	private static JsonNode parse(String body) {
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			throw new MalformedBodyException(
					"The body must be one well-formed JSON object, with no member twice and nothing after it.");
		}
	}

}
