package dev.crossaccount.gateway;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What every problem must look like. */
final class Problems {

	private Problems() {
	}

	static void assertProblem(HttpMessage response, int status, String slug, String instance) {
		assertProblem(response, status, slug);
		assertThat(json(response).get("instance").asString()).isEqualTo(instance);
	}

	/** Where the path could not be read. */
	static void assertProblem(HttpMessage response, int status, String slug) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(response.headers()).as("headers without a value").noneMatch((line) -> line.strip().endsWith(":"));
		JsonNode problem = json(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:problem-type:" + slug);
		assertThat(problem.get("title").asString()).isNotBlank();
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(problem.get("detail").asString()).endsWith(".");
		assertThat(problem.get("requestId").asString()).isEqualTo(response.header("X-Request-Id"));
	}

	static JsonNode json(HttpMessage response) {
		return JsonMapper.builder().build().readTree(response.body());
	}

}
