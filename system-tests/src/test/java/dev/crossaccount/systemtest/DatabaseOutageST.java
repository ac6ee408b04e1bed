package dev.crossaccount.systemtest;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stopped database: todos are unavailable for as long, and nothing else is. */
@ComposeTest
class DatabaseOutageST {

	private final Topology topology;

	DatabaseOutageST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void startTheDatabase() {
		this.topology.restore();
	}

	@Test
	void shouldAnswer503AndRecoverUnaided() {
		String todo = this.topology.post("/todo", "data=survivor").headers().firstValue("location").orElseThrow();
		this.topology.compose("stop", "todo-database").succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.topology.send("GET", todo).statusCode() == 503);
		// The load balancer cuts the connections of targets that turn unhealthy, then
		// fails open.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> this.topology.logs("nlb-todo").contains("backend 'targets' has no server available"));
		var answer = this.topology.send("GET", todo);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("retry-after")).isPresent();
		assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
		assertThat(answer.body()).as("the service's own word, so the load balancer fails open")
			.contains("The database");
		assertThat(this.topology.send("GET", "/dogs").statusCode()).isEqualTo(200);
		this.topology.compose("start", "todo-database").succeeds();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.topology.send("GET", todo).statusCode() == 200);
	}

}
