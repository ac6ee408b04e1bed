package dev.crossaccount.gateway.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The operations that links may lead to. */
final class PublicOperations {

	/** By where they are in the provider's document, where callers find them. */
	private final Map<List<String>, String> places = new HashMap<>();

	private final Set<String> ids = new HashSet<>();

	int size() {
		return this.places.size();
	}

	void add(List<String> place, String path, JsonNode operation) {
		this.places.put(place, path);
		if (operation.path("operationId").isString()) {
			this.ids.add(operation.get("operationId").asString());
		}
	}

	/** Whether a link's operation is one of them. */
	boolean has(JsonNode link) {
		JsonNode place = link.path(Reference.OPERATION_KEY);
		return place.isString() ? reference(place.asString()) != null
				: this.ids.contains(link.path("operationId").asString(""));
	}

	/**
	 * Where an operation is now.
	 * @param reference where it is in the provider's document
	 * @return a reference to the same, or {@code null} if it is not public
	 */
	@Nullable String reference(String reference) {
		try {
			List<String> place = Reference.path(Reference.fragment(reference));
			String path = this.places.get(place);
			return (path != null) ? Reference.to(List.of("paths", path, place.get(2))) : null;
		}
		catch (DocumentException ex) {
			return null;
		}
	}

}
