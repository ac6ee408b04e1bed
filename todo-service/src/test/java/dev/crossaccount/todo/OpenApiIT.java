package dev.crossaccount.todo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service says of itself in OpenAPI; every other test holds it to that. */
class OpenApiIT {

	@Test
	void shouldPublishWhatTheCodeSays(@TempDir Path folder) throws IOException {
		Path made = Path.of("target", "openapi.json");
		try (RunningTodoService service = RunningTodoService.start("todo.file=" + folder.resolve("todo"))) {
			Files.writeString(made, service.undocumented("/v3/api-docs").body() + '\n');
			assertThat(service.undocumented("/openapi.json").body())
				.as("The code changed: cp todo-service/target/openapi.json todo-service/src/main/resources/")
				.isEqualTo(Files.readString(made));
		}
	}

}
