package dev.crossaccount.todo.item;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Import;

import dev.crossaccount.todo.PostgresConfiguration;
import dev.crossaccount.todo.RequiresDocker;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract on PostgreSQL. */
@RequiresDocker
@Import(PostgresConfiguration.class)
class PostgresTodoContractIT extends TodoContract {

	@Test
	void shouldAcknowledgeOnlyWhatIsOnDisk() {
		assertThat(jdbc().sql("SHOW synchronous_commit").query(String.class).single()).isEqualTo("on");
	}

}
