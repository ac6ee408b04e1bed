package dev.crossaccount.systemtest;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** How every container of docker-compose.yml is confined. */
@ComposeTest
class HardeningST {

	private final Topology topology;

	HardeningST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldConfineEveryContainer() {
		assertThat(this.topology.containers()).hasSize(13).allSatisfy((container) -> {
			JsonNode host = container.description().at("/HostConfig");
			assertThat(container.exec("id", "-u").succeeds().output().strip()).isNotEqualTo("0");
			assertThat(host.at("/ReadonlyRootfs").asBoolean()).isTrue();
			assertThat(host.at("/Privileged").asBoolean()).isFalse();
			assertThat(host.at("/CapDrop").toString()).isEqualTo("[\"ALL\"]");
			assertThat(host.at("/CapAdd").isEmpty()).isTrue();
			assertThat(host.at("/SecurityOpt").toString()).contains("no-new-privileges");
			assertThat(host.at("/Memory").asLong()).isPositive();
			assertThat(container.description().at("/State/Health/Status").asString()).isEqualTo("healthy");
		});
	}

	@Test
	void shouldKeepTheDatabasePasswordOutOfConfigurationAndLogs() {
		Topology.Container database = this.topology.container("todo-database");
		String password = database.exec("cat", "/run/secrets/spring.datasource.password").succeeds().output();
		assertThat(password).hasSizeGreaterThanOrEqualTo(43);
		assertThat(this.topology.containers())
			.allSatisfy((container) -> assertThat(container.description().toString()).doesNotContain(password));
		assertThat(this.topology.compose("config").succeeds().output()).doesNotContain(password);
		assertThat(this.topology.logs()).doesNotContain(password);
	}

}
