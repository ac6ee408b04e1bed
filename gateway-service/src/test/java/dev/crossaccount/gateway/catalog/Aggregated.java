package dev.crossaccount.gateway.catalog;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import dev.crossaccount.gateway.access.SomeRules;
import dev.crossaccount.gateway.catalog.Catalog.Credential;
import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.deprecation.Deprecation;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.settings.Rate;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the gateway makes of documents of a provider of {@code GET} and
 * {@code POST /todo}.
 */
final class Aggregated {

	static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Aggregated() {
	}

	/** A document with these paths, and these components. */
	static JsonNode of(String paths, String components) {
		return whole(json(paths, components), null);
	}

	/** Any document. All that is left in it must lead somewhere. */
	static JsonNode whole(String json, @Nullable Deprecation deprecation) {
		ObjectNode document = OpenApiReader.read(json.getBytes(StandardCharsets.UTF_8));
		aggregation().apply(document, entry(deprecation));
		assertSound(document, document);
		return document;
	}

	static void assertRefused(String paths, String components, String reason) {
		assertRefused(json(paths, components), reason);
	}

	static void assertRefused(String json, String reason) {
		assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> whole(json, null))
			.withMessageContaining(reason);
	}

	private static String json(String paths, String components) {
		return """
				{"openapi": "3.1.0", "info": {"title": "Todos"}, "paths": %s, "components": %s}""".formatted(paths,
				components);
	}

	private static void assertSound(JsonNode document, JsonNode node) {
		if (node.path("$ref").asString("").startsWith("#")) {
			String pointer = Reference.fragment(node.get("$ref").asString());
			assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
		}
		node.forEach((child) -> assertSound(document, child));
	}

	private static Aggregation aggregation() {
		return new Aggregation(SomeRules.forAnybody(), List.of(new Credential("api-key", "x-api-key", List.of())),
				new ProblemBody(JSON), JSON, InstantSource.fixed(NOW));
	}

	private static Entry entry(@Nullable Deprecation deprecation) {
		Provider provider = new Provider("todo", URI.create("http://localhost"), List.of("/todo", "/v1/todo"),
				Set.of(HttpMethod.GET, HttpMethod.POST), Duration.ofSeconds(1), Duration.ofSeconds(1));
		return new Entry(provider, List.of(), new Entry.Capacity(null, 1000), deprecation,
				() -> new Plan("anonymous", new Rate(1, Duration.ofSeconds(1)), 1, null),
				new ApiDocument("todo", InstantSource.fixed(NOW)));
	}

}
