package dev.crossaccount.gateway.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import dev.crossaccount.gateway.access.AccessRules;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a provider's OpenAPI document into what callers of the gateway find: only the
 * operations that it lets through, with its credentials, limits and answers.
 */
class Aggregation {

	private final AccessRules rules;

	private final List<Credential> credentials;

	private final ProblemBody problems;

	private final JsonMapper json;

	private final InstantSource clock;

	private final ObjectNode additions;

	Aggregation(AccessRules rules, List<Credential> credentials, ProblemBody problems, JsonMapper json,
			InstantSource clock) {
		this.rules = rules;
		this.credentials = credentials;
		this.problems = problems;
		this.json = json;
		this.clock = clock;
		this.additions = additions(json);
	}

	/**
	 * Changes a document.
	 * @param document the provider's
	 * @param entry what the settings say of the provider
	 * @throws DocumentException if it is not well-formed, or refers to what is not in it
	 */
	void apply(ObjectNode document, Entry entry) {
		Api api = entry.api();
		Instant now = this.clock.instant();
		keepPublic(document, entry.provider());
		document.remove(List.of("security", "webhooks", "servers"));
		document.putArray("servers").addObject().put("url", "/").put("description", "This gateway");
		document.set("x-limits", this.json.valueToTree(api.limits()));
		ObjectNode info = OpenApiReader.object(document, "info");
		info.put("description", Remarks.add(info.path("description").asString(""), api, now));
		if (api.deprecation() != null) {
			info.set("x-deprecation", this.json.valueToTree(api.deprecation()));
		}
		Components components = new Components(document);
		addOwn(components);
		changeOperations(document, components, entry, now);
		components.prune();
	}

	/** What is not public must not be found by what refers to it either. */
	private static void keepPublic(ObjectNode document, Provider provider) {
		Source source = new Source(document);
		PublicPaths found = new PublicPaths(source, provider);
		Excerpt excerpt = new Excerpt(source, found.operations());
		ObjectNode paths = document.objectNode();
		found.items().forEach((path, item) -> paths.set(path, excerpt.pathItem(item)));
		ObjectNode components = excerpt.components();
		document.set("paths", paths);
		document.set("components", components);
	}

	private void addOwn(Components components) {
		for (String kind : List.of("headers", "schemas")) {
			this.additions.get(kind)
				.properties()
				.forEach((entry) -> components.of(kind)
					.set(components.own(entry.getKey()), entry.getValue().deepCopy()));
		}
		ObjectNode schemes = components.of("securitySchemes");
		for (Credential credential : this.credentials) {
			ObjectNode scheme = (ObjectNode) this.additions.get("securitySchemes").get(credential.type()).deepCopy();
			if (!credential.issuers().isEmpty()) {
				scheme.put("description", "An access token of " + String.join(" or ", credential.issuers()) + ".");
			}
			schemes.set(credential.type(), scheme);
		}
	}

	private void changeOperations(ObjectNode document, Components components, Entry entry, Instant now) {
		Operations operations = new Operations(components, entry, this.rules, this.credentials,
				new Responses(components, this.problems, this.json), now);
		document.get("paths")
			.properties()
			.forEach((path) -> PublicPaths.operations(path.getValue())
				.forEach((method) -> operations.change(path.getKey(), method, path.getValue().get(method))));
		operations.addHeaders();
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
