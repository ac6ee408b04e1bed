package dev.crossaccount.todo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordFileTest {

	private static final String KEY = "spring.datasource.password";

	private final StandardEnvironment environment = new StandardEnvironment();

	@TempDir
	private Path folder;

	private Path file = Path.of("");

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.folder.resolve(KEY), "first\n");
	}

	@Test
	void shouldFindTheFileThatThePasswordCameFrom() {
		this.environment.getPropertySources().addLast(new ConfigTreePropertySource("secrets", this.folder));
		assertThat(PasswordFile.origin(this.environment)).contains(this.file);
	}

	@Test
	void shouldLeaveAPasswordAloneThatIsSaidOtherwise() {
		this.environment.getPropertySources().addFirst(new MapPropertySource("before", Map.of(KEY, "said")));
		this.environment.getPropertySources().addLast(new ConfigTreePropertySource("secrets", this.folder));
		assertThat(PasswordFile.origin(this.environment)).isEmpty();
	}

	@Test
	void shouldLeaveAProgramAloneThatHasNoPassword() {
		assertThat(PasswordFile.origin(this.environment)).isEmpty();
	}

	@Test
	void shouldTakeWhatIsInTheFileNow() throws IOException {
		PasswordFile password = new PasswordFile("todo", this.file);
		assertThat(password.getCredentials().getPassword()).isEqualTo("first");
		Files.writeString(this.file, "second");
		assertThat(password.getCredentials().getPassword()).isEqualTo("second");
		assertThat(password.getCredentials().getUsername()).isEqualTo("todo");
	}

}
