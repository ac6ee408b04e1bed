package dev.crossaccount.todo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.postgresql.PostgreSQLContainer;

import dev.crossaccount.todo.PostgresConfiguration;
import dev.crossaccount.todo.RequiresDocker;
import dev.crossaccount.todo.RunningTodoService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Aurora does to a service that goes on running: new passwords, and another writer.
 */
@RequiresDocker
class RotationIT {

	private final PostgreSQLContainer postgres = new PostgreSQLContainer(PostgresConfiguration.IMAGE);

	@TempDir
	private Path secrets;

	private RunningTodoService service;

	@BeforeEach
	void start() throws IOException, SQLException {
		this.postgres.start();
		administer("create role todo login password 'first'", "grant all on schema public to todo");
		writePassword("first");
		this.service = RunningTodoService.start("spring.config.import=configtree:" + this.secrets + "/",
				"spring.datasource.url=" + this.postgres.getJdbcUrl(), "spring.datasource.username=todo");
	}

	@AfterEach
	void stop() {
		this.service.close();
		this.postgres.stop();
	}

	@Test
	void shouldTakeANewPasswordWithoutARestart() throws IOException, SQLException {
		administer("alter role todo password 'second'");
		assertThat(create()).as("with connections that are open").isEqualTo(201);
		writePassword("second");
		administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'todo'");
		awaitCreated();
	}

	@Test
	void shouldLeaveAServerThatIsNotTheWriterAnyMore() throws SQLException {
		administer("alter role todo set default_transaction_read_only = on",
				"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'todo'");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> get() == 200);
		assertThat(create()).isEqualTo(503);
		// What is open stays read-only, as on a writer that became a reader.
		administer("alter role todo reset default_transaction_read_only");
		awaitCreated();
	}

	private void awaitCreated() {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> create() == 201);
	}

	private int create() {
		return this.service.client().postForm("data=x").statusCode();
	}

	private int get() {
		return this.service.client().get("/todo").statusCode();
	}

	private void writePassword(String password) throws IOException {
		Files.writeString(this.secrets.resolve("spring.datasource.password"), password);
	}

	private void administer(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.postgres.getJdbcUrl(),
				this.postgres.getUsername(), this.postgres.getPassword());
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
