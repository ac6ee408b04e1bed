package dev.crossaccount.todo.item;

import java.nio.file.Path;
import java.util.UUID;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The contract on the embedded database, in a file as by default. */
class EmbeddedTodoContractIT extends TodoContract {

	@DynamicPropertySource
	static void file(DynamicPropertyRegistry registry) {
		String file = Path.of("target", "contract", UUID.randomUUID().toString()).toAbsolutePath().toString();
		registry.add("todo.file", () -> file);
		registry.add("spring.datasource.hikari.connection-init-sql", () -> "SET LOCK_TIMEOUT 20000");
	}

}
