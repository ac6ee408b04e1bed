package dev.crossaccount.todo.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.crossaccount.todo.RunningTodoService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** The embedded database keeps what it was given. */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseIT {

	@TempDir
	private Path folder;

	@Test
	void shouldKeepTodosAcrossARestart() {
		String list;
		try (RunningTodoService service = start("todo")) {
			service.client().create("first");
			service.client().postForm("data=second", "Idempotency-Key", "key");
			list = service.client().get("/todo").body();
			assertThat(list).contains("first", "second");
		}
		try (RunningTodoService service = start("todo")) {
			assertThat(service.client().get("/todo").body()).isEqualTo(list);
			service.client().postForm("data=second", "Idempotency-Key", "key");
			assertThat(service.client().get("/todo").body()).isEqualTo(list);
		}
	}

	@Test
	void shouldHaveWrittenATodoBeforeItAnswers() throws IOException {
		try (RunningTodoService service = start("todo")) {
			for (int i = 0; i < 10; i++) {
				service.client().create("acknowledged " + i);
				// What a killed program would leave behind.
				Files.copy(this.folder.resolve("todo.mv.db"), this.folder.resolve("copy" + i + ".mv.db"));
			}
		}
		for (int i = 0; i < 10; i += 3) {
			try (RunningTodoService service = start("copy" + i)) {
				assertThat(service.client().get("/todo").body()).contains("acknowledged " + i);
			}
		}
	}

	@Test
	void shouldSayThatAnotherProgramHasTheFile(CapturedOutput output) throws IOException {
		Path file = this.folder.resolve("todo.mv.db");
		try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock lock = other.lock()) {
			assertThat(lock.isValid()).isTrue();
			assertThatException().isThrownBy(() -> start("todo"));
		}
		assertThat(output)
			.contains(file + " is in use by another program.",
					"Stop it, or choose another file by todo.file (TODO_FILE).")
			.doesNotContain("\tat ");
	}

	@Test
	void shouldSayNoMoreAtStartThanItMust(CapturedOutput output) {
		start("todo").close();
		assertThat(output).contains("JettyWebServer").doesNotContain("o.e.j", " :: Spring Boot ::", "[main]  ");
	}

	@Test
	void shouldShowProbesAndInfoOnly() {
		try (RunningTodoService service = start("todo")) {
			assertThat(service.health("liveness").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(service.health("readiness").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(service.management("/actuator/info").body()).contains("\"artifact\":\"todo-service\"");
			for (String path : new String[] { "env", "beans", "metrics", "heapdump", "configprops", "flyway" }) {
				assertThat(service.management("/actuator/" + path).statusCode()).isEqualTo(404);
			}
			assertThat(service.client().get("/actuator/health").statusCode()).isEqualTo(404);
		}
	}

	private RunningTodoService start(String file) {
		return RunningTodoService.start("todo.file=" + this.folder.resolve(file));
	}

}
