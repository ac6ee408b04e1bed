package dev.crossaccount.systemtest;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/consumers.md promises of compose/secured.yml, laid over the running topology.
 */
@ComposeTest
class SecuredST {

	private static final String TOKEN_COMMAND = """
			curl -s -u demo:demo-secret -d grant_type=client_credentials -d scope=todo:write localhost:%d/oauth2/token |
			sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'""";

	private final Topology topology;

	private final int authorizationPort = Topology.freePort();

	SecuredST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
		this.topology.removeNetworks("authorization", "authorization-edge");
	}

	@Test
	void shouldAskForATokenWhereSomethingIsWritten() {
		secured("up", "--build", "--wait").succeeds();
		assertThat(this.topology.send("GET", "/dogs").statusCode()).isEqualTo(200);
		assertThat(this.topology.send("GET", "/todo").statusCode()).isEqualTo(200);
		HttpResponse<String> refused = this.topology.post("/todo", "data=without");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().allValues("www-authenticate")).anyMatch((value) -> value.startsWith("Bearer"));
		String token = token();
		assertThat(create(token)).isEqualTo("201");
		assertThat(create(token.substring(0, token.length() - 8) + "AAAAAAAA")).isEqualTo("401");
		assertThatTheServerIsConfined();
	}

	private void assertThatTheServerIsConfined() {
		Topology.Container server = this.topology.container("authorization-server");
		JsonNode host = server.description().at("/HostConfig");
		assertThat(server.exec("id", "-u").succeeds().output().strip()).isEqualTo("10001");
		assertThat(host.at("/ReadonlyRootfs").asBoolean()).isTrue();
		assertThat(host.at("/CapDrop").toString()).isEqualTo("[\"ALL\"]");
		assertThat(host.at("/SecurityOpt").toString()).contains("no-new-privileges");
		assertThat(host.at("/Memory").asLong()).isPositive();
		assertThat(host.at("/PortBindings").toString()).contains("127.0.0.1").doesNotContain("0.0.0.0");
		List<Topology.Container> others = this.topology.containers()
			.stream()
			.filter((other) -> !other.id().equals(server.id()))
			.toList();
		assertThat(Probe.reached(server, others, List.of(8080, 8081))).isEmpty();
		assertThat(Probe.reachesItself(server, List.of(9000))).as("what can be reached").isTrue();
	}

	private String token() {
		return run(TOKEN_COMMAND.formatted(this.authorizationPort));
	}

	private String create(String token) {
		return run(
				"curl -s -o /dev/null -w '%%{http_code}' -H 'Authorization: Bearer %s' -d data=with localhost:%d/todo"
					.formatted(token, this.topology.port()));
	}

	private static String run(String line) {
		return Command.run(Duration.ofSeconds(30), Map.of(), List.of("bash", "-c", line)).succeeds().output().strip();
	}

	private Command secured(String... words) {
		return this.topology.compose(Duration.ofMinutes(30),
				Map.of("AUTHORIZATION_PORT", Integer.toString(this.authorizationPort)),
				Stream.concat(Stream.of("-f", "docker-compose.yml", "-f", "compose/secured.yml"), Stream.of(words))
					.toArray(String[]::new));
	}

}
