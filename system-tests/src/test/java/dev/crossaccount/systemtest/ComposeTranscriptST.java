package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README promises of {@code docker compose up --build --wait}. */
@ComposeTest
class ComposeTranscriptST {

	private final Topology topology;

	ComposeTranscriptST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldAnswerTheReadmesCurlLinesWordForWord() {
		deleteAllTodos();
		Transcript.ofReadme().replay(this.topology.port());
	}

	@Test
	void shouldAnswerAPathThatNoProviderHasWithAProblem() {
		var answer = this.topology.send("GET", "/cats", "X-Request-Id", "my-request");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
		assertThat(answer.body()).contains("\"requestId\":\"my-request\"");
	}

	@Test
	void shouldGiveTheErrorsOfAllThreeProgramsOneShape() {
		for (String path : List.of("/cats", "/dogs/cats", "/todo/0")) {
			var answer = this.topology.send("GET", path);
			assertThat(answer.statusCode()).as(path).isEqualTo(404);
			assertThat(answer.headers().firstValue("content-type")).as(path).contains("application/problem+json");
			var problem = new JsonMapper().readTree(answer.body());
			assertThat(problem.propertyNames()).as(path)
				.containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "requestId");
			assertThat(problem.at("/type").asString()).startsWith("urn:problem-type:");
			assertThat(problem.at("/instance").asString()).isEqualTo(path);
			assertThat(answer.headers().firstValue("x-request-id")).as(path)
				.contains(problem.at("/requestId").asString());
		}
	}

	@Test
	void shouldShareTodosBetweenInstances() {
		var created = this.topology.post("/todo", "data=shared");
		String path = created.headers().firstValue("location").orElseThrow();
		// More reads than there are instances of gateway and service, each on a
		// connection of its own.
		for (int i = 0; i < 8; i++) {
			Command curl = Command.run(Duration.ofSeconds(10), Map.of(),
					List.of("curl", "-sS", "http://localhost:" + this.topology.port() + path));
			assertThat(curl.succeeds().output()).contains("\"data\":\"shared\"");
		}
	}

	private void deleteAllTodos() {
		Pattern id = Pattern.compile("\"id\":\"([0-9a-f]+)\"");
		id.matcher(this.topology.send("GET", "/todo?limit=1000").body())
			.results()
			.forEach((match) -> this.topology.send("DELETE", "/todo/" + match.group(1)));
	}

}
