package dev.crossaccount.gateway.catalog;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.catalog.Source.Target;
import dev.crossaccount.gateway.provider.PathPrefix;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/**
 * The operations of a document that the gateway lets through, by the paths where callers
 * find them: its own below those of its servers.
 */
final class PublicPaths {

	/** Each gets the gateway's answers, a few kilobytes. */
	private static final int MAX_OPERATIONS = 1000;

	private static final Set<String> OPERATIONS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
			"trace", "query", "additionalOperations");

	private final Source source;

	private final Provider provider;

	private final Map<String, ObjectNode> items = new LinkedHashMap<>();

	private final PublicOperations operations = new PublicOperations();

	PublicPaths(Source source, Provider provider) {
		this.source = source;
		this.provider = provider;
		OpenApiReader.object(source.document(), "paths")
			.properties()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("/") && entry.getValue().isObject())
			.forEach((entry) -> addAll(entry.getKey()));
		if (this.operations.size() > MAX_OPERATIONS) {
			throw new DocumentException("its OpenAPI document has more than " + MAX_OPERATIONS + " operations");
		}
	}

	/** What is at a path, with references to the provider's document. */
	Map<String, ObjectNode> items() {
		return this.items;
	}

	PublicOperations operations() {
		return this.operations;
	}

	/** Names of the operations at a path. */
	static List<String> operations(JsonNode item) {
		return item.propertyStream().map(Map.Entry::getKey).filter(OPERATIONS::contains).toList();
	}

	private void addAll(String path) {
		ObjectNode item = item(List.of("paths", path));
		Map<String, Set<String>> methods = new LinkedHashMap<>();
		for (String method : operations(item)) {
			String found = ServerPath.of(item.get(method), item, this.source.document()) + path;
			if (isPublic(found, method)) {
				methods.computeIfAbsent(found, (key) -> new HashSet<>()).add(method);
			}
		}
		methods.forEach((found, some) -> add(path, found, item, some));
	}

	/** What is there, with what it refers to. */
	private ObjectNode item(List<String> path) {
		ObjectNode item = this.source.document().objectNode();
		Target start = this.source.at(path);
		for (Target target : (start != null) ? this.source.chain(start, Part.PATH_ITEM) : List.<Target>of()) {
			target.node().properties().forEach((entry) -> item.putIfAbsent(entry.getKey(), entry.getValue()));
		}
		item.remove(Reference.KEY);
		return item;
	}

	private void add(String path, String found, ObjectNode item, Set<String> methods) {
		ObjectNode some = item.objectNode();
		item.properties()
			.stream()
			.filter((entry) -> !OPERATIONS.contains(entry.getKey()) || methods.contains(entry.getKey()))
			.forEach((entry) -> some.set(entry.getKey(), entry.getValue()));
		if (this.items.put(found, some) != null) {
			throw new DocumentException(
					"its OpenAPI document has the path " + Reference.printable(found) + " twice, by its servers");
		}
		methods.forEach((method) -> this.operations.add(List.of("paths", path, method), found, item.get(method)));
	}

	private boolean isPublic(String path, String operation) {
		return this.provider.methods().contains(HttpMethod.valueOf(operation.toUpperCase(Locale.ROOT)))
				&& this.provider.paths().stream().anyMatch((prefix) -> PathPrefix.covers(prefix, path));
	}

}
