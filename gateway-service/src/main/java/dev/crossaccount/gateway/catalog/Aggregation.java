package dev.crossaccount.gateway.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.crossaccount.gateway.access.AccessRules;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.provider.PathPrefix;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

/**
 * Turns a provider's OpenAPI document into what callers of the gateway find: only the
 * operations that it lets through, with its credentials, limits and answers.
 */
class Aggregation {

	private static final Set<String> OPERATIONS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
			"trace", "query", "additionalOperations");

	/** Each gets the gateway's answers, a few kilobytes. */
	private static final int MAX_OPERATIONS = 1000;

	private final AccessRules rules;

	private final List<Credential> credentials;

	private final ProblemBody problems;

	private final JsonMapper json;

	private final ObjectNode additions;

	Aggregation(AccessRules rules, List<Credential> credentials, ProblemBody problems, JsonMapper json) {
		this.rules = rules;
		this.credentials = credentials;
		this.problems = problems;
		this.json = json;
		this.additions = additions(json);
	}

	/**
	 * Changes a document.
	 * @param document the provider's
	 * @param entry what the settings say of the provider
	 * @throws DocumentException if it is not well-formed
	 */
	void apply(ObjectNode document, Entry entry) {
		Api api = entry.api();
		document.remove(List.of("security", "webhooks", "servers"));
		document.putArray("servers").addObject().put("url", "/").put("description", "This gateway");
		document.set("x-limits", this.json.valueToTree(api.limits()));
		ObjectNode info = OpenApiReader.object(document, "info");
		info.put("description", Remarks.add(info.path("description").asString(""), api));
		if (api.deprecation() != null) {
			info.set("x-deprecation", this.json.valueToTree(api.deprecation()));
		}
		Components components = new Components(document);
		addOwn(components);
		ObjectNode paths = OpenApiReader.object(document, "paths");
		keepPublic(paths, components, entry.provider());
		if (paths.valueStream().mapToInt((item) -> operations(item).size()).sum() > MAX_OPERATIONS) {
			throw new DocumentException("its OpenAPI document has more than " + MAX_OPERATIONS + " operations");
		}
		Operations operations = new Operations(components, entry, this.rules, this.credentials,
				new Responses(components, this.problems, this.json));
		paths.properties()
			.forEach((path) -> operations(path.getValue())
				.forEach((method) -> operations.change(path.getKey(), method, path.getValue().get(method))));
		operations.addHeaders();
		components.prune();
	}

	private void addOwn(Components components) {
		components.of("headers").setAll((ObjectNode) this.additions.get("headers").deepCopy());
		components.of("schemas").setAll((ObjectNode) this.additions.get("schemas").deepCopy());
		ObjectNode schemes = components.of("securitySchemes");
		schemes.removeAll();
		for (Credential credential : this.credentials) {
			ObjectNode scheme = (ObjectNode) this.additions.get("securitySchemes").get(credential.type()).deepCopy();
			if (!credential.issuers().isEmpty()) {
				scheme.put("description", "An access token of " + String.join(" or ", credential.issuers()) + ".");
			}
			schemes.set(credential.type(), scheme);
		}
	}

	private static void keepPublic(ObjectNode paths, Components components, Provider provider) {
		for (String path : List.copyOf(paths.propertyNames())) {
			boolean within = provider.paths().stream().anyMatch((prefix) -> PathPrefix.covers(prefix, path));
			if (within && components.resolve(paths.get(path)) instanceof ObjectNode item) {
				item.remove("servers");
				item.remove(operations(item).stream().filter((method) -> !isPublic(method, provider)).toList());
				paths.set(path, item);
			}
			if (!within || operations(paths.get(path)).isEmpty()) {
				paths.remove(path);
			}
		}
	}

	private static boolean isPublic(String operation, Provider provider) {
		return provider.methods().contains(HttpMethod.valueOf(operation.toUpperCase(Locale.ROOT)));
	}

	private static List<String> operations(JsonNode item) {
		return item.propertyStream().map(Map.Entry::getKey).filter(OPERATIONS::contains).toList();
	}

	private static ObjectNode additions(JsonMapper json) {
		try (InputStream in = Aggregation.class.getResourceAsStream("/openapi/components.json")) {
			return (ObjectNode) json.readTree(Objects.requireNonNull(in));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
