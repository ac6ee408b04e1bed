package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may reach a provider: the endpoint service's allow-list and the service's own. */
@ComposeTest
class VpcEndpointST {

	private final Topology topology;

	VpcEndpointST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restoreTheEndpoint() {
		this.topology.restore();
		await("/dogs", 200);
	}

	@Test
	void shouldRefuseRequestsOfAnotherEndpoint() {
		endpointWith(Map.of("DOGS_ENDPOINT_ID", "vpce-0bad0bad0bad0bad0"));
		await("/dogs", 403);
		var refused = this.topology.send("GET", "/dogs");
		assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
		assertThat(refused.body()).contains("urn:problem-type:endpoint-not-allowed");
		assertThat(this.topology.send("GET", "/todo").statusCode()).isEqualTo(200);
	}

	@Test
	void shouldNeverMakeAnEndpointOfAnotherAccountAvailable() {
		Command endpoint = this.topology.compose(Duration.ofMinutes(2), Map.of("CONSUMER_ACCOUNT", "999999999999"),
				"up", "-d", "--no-deps", "--wait", "--timeout", Topology.AT_ONCE, "vpce-dogs");
		assertThat(endpoint.exitCode()).as(endpoint.output()).isEqualTo(1);
		assertThat(this.topology.logs("vpce-dogs")).contains("rejected")
			.contains("arn:aws:iam::999999999999:root is not among the allowed principals");
		assertThat(this.topology.send("GET", "/dogs").statusCode()).isEqualTo(503);
	}

	private void endpointWith(Map<String, String> environment) {
		this.topology
			.compose(Duration.ofMinutes(2), environment, "up", "-d", "--no-deps", "--wait", "--timeout",
					Topology.AT_ONCE, "vpce-dogs")
			.succeeds();
	}

	private void await(String path, int status) {
		// Longer than the gateway keeps an endpoint's address.
		Awaitility.await()
			.atMost(Duration.ofSeconds(90))
			.until(() -> this.topology.send("GET", path).statusCode() == status);
	}

}
