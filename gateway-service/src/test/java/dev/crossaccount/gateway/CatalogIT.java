package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway tells everybody of its APIs. */
class CatalogIT {

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		String plans = new PlansFile(folder).plan("anonymous", "{rate: 10000/s, burst: 20000, quota: 9000000/day}")
			.write();
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans), "gateway.access.writes=authenticated",
				"gateway.providers.todo.access[0].methods=DELETE",
				"gateway.providers.todo.access[0].allow=todo:write,todo:delete",
				"gateway.providers.todo.access[1].paths=/todo/public",
				"gateway.providers.todo.access[1].allow=anonymous", "gateway.providers.todo.rate=500/s",
				"gateway.providers.todo.max-body=64KB", "gateway.providers.todo.deprecation.since=2026-06-01",
				"gateway.providers.todo.deprecation.link=https://example.com/moving",
				"gateway.providers.cats.uri=http://localhost:8086", "gateway.providers.cats.paths=/cats",
				"gateway.providers.cats.access[0].allow=authenticated");
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void shouldListTheApis() throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), "GET /openapi");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		JsonNode index = Problems.json(answer);
		assertThat(index.at("/apis").valueStream().map((api) -> api.get("name").asString())).containsExactly("cats",
				"dogs", "todo");
		assertThat(index.at("/credentials").toString())
			.isEqualTo("[{'type':'api-key','header':'x-api-key','issuers':[]}]".replace('\'', '"'));
		assertThat(index.at("/apis/1").toString()).startsWith("{'name':'dogs',".replace('\'', '"'))
			.contains(
					"""
							"paths":["/dogs"],"methods":["GET","HEAD"],\
							"access":[{"methods":["GET","HEAD"],"paths":["/dogs"],"allow":["anonymous"]}],\
							"limits":{"anonymous":{"rate":"10000/s","burst":20000,"quota":"9000000/day"},"maxBodyBytes":1048576},""")
			.contains("\"openapi\":\"/openapi/dogs\"");
	}

	@Test
	void shouldSayWhatCallersNeedInTheOrderInWhichItIsDecided() throws IOException {
		assertThat(index().at("/apis/2/access").toString()).isEqualTo("""
				[{"methods":["DELETE"],"paths":["/todo"],"allow":["todo:write","todo:delete"]},\
				{"methods":["GET","HEAD","POST","PUT","DELETE"],"paths":["/todo/public"],"allow":["anonymous"]},\
				{"methods":["GET","HEAD"],"paths":["/todo"],"allow":["anonymous"]},\
				{"methods":["POST","PUT"],"paths":["/todo"],"allow":["authenticated"]}]""");
	}

	@Test
	void shouldSayWhatAProviderTakes() throws IOException {
		assertThat(index().at("/apis/2/limits/total").toString()).isEqualTo("{\"rate\":\"500/s\",\"burst\":500}");
		assertThat(index().at("/apis/2/limits/maxBodyBytes").asInt()).isEqualTo(65_536);
		assertThat(index().at("/apis/0/limits").toString()).as("nobody may call without a credential")
			.isEqualTo("{\"maxBodyBytes\":1048576}");
	}

	@Test
	void shouldSayThatAnApiIsDeprecated() throws IOException {
		assertThat(index().at("/apis/2/deprecation").toString())
			.isEqualTo("{\"since\":\"2026-06-01T00:00:00Z\",\"link\":\"https://example.com/moving\"}");
		assertThat(index().at("/apis/1").has("deprecation")).isFalse();
	}

	@Test
	void shouldAnswerOnlyReads() throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), "DELETE /openapi");
		Problems.assertProblem(answer, 405, "method-not-allowed", "/openapi");
		assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
		HttpMessage head = RawClient.send(gateway.port(), "HEAD /openapi");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.header("Content-Length")).isNotEqualTo("0");
	}

	@Test
	void shouldSendNothingTwice() throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), "GET /openapi");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
		HttpMessage again = RawClient.send(gateway.port(), "GET /openapi", "If-None-Match: " + answer.header("ETag"));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void shouldStayOffTheManagementPort() throws IOException {
		assertThat(RawClient.send(gateway.managementPort(), "GET /openapi").status()).isEqualTo(404);
	}

	private static JsonNode index() throws IOException {
		return Problems.json(RawClient.send(gateway.port(), "GET /openapi"));
	}

}
