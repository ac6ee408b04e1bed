package dev.crossaccount.systemtest;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

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
	void shouldShareTodosBetweenInstances() {
		var created = this.topology.post("/todo", "data=shared");
		String path = created.headers().firstValue("location").orElseThrow();
		// More reads than there are instances of gateway and service, each on a
		// connection of its own.
		for (int i = 0; i < 8; i++) {
			Command curl = Command.run(java.time.Duration.ofSeconds(10), java.util.Map.of(),
					java.util.List.of("curl", "-sS", "http://localhost:" + this.topology.port() + path));
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
