package dev.crossaccount.systemtest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docker-compose.yml keeps to those who need it. */
@ComposeTest
class HardeningST {

	private final Topology topology;

	HardeningST(Topology topology) {
		this.topology = topology;
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
