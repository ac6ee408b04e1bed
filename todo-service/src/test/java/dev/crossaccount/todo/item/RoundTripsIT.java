package dev.crossaccount.todo.item;

import java.io.IOException;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.postgresql.PostgreSQLContainer;

import dev.crossaccount.todo.CountingProxy;
import dev.crossaccount.todo.PostgresConfiguration;
import dev.crossaccount.todo.RequiresDocker;
import dev.crossaccount.todo.RunningTodoService;
import dev.crossaccount.todo.TodoClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a request waits for the database. */
@RequiresDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripsIT {

	private static final int TIMES = 20;

	private final PostgreSQLContainer postgres = new PostgreSQLContainer(PostgresConfiguration.IMAGE);

	private CountingProxy database;

	private RunningTodoService service;

	@BeforeAll
	void start() {
		this.postgres.start();
		this.database = new CountingProxy(this.postgres.getFirstMappedPort());
		this.service = RunningTodoService.start(
				"spring.datasource.url=jdbc:postgresql://localhost:%d/%s?sslmode=disable"
					.formatted(this.database.port(), this.postgres.getDatabaseName()),
				"spring.datasource.username=" + this.postgres.getUsername(),
				"spring.datasource.password=" + this.postgres.getPassword(),
				// All connections are there from the start, and nothing else asks
				// meanwhile.
				"spring.datasource.hikari.maximum-pool-size=1", "todo.metrics.count-interval=1h");
		Awaitility.await()
			.until(() -> this.service.management("/actuator/prometheus").body().contains("\ntodo_items 0.0"));
	}

	@AfterAll
	void stop() throws IOException {
		this.service.close();
		this.database.close();
		this.postgres.stop();
	}

	@Test
	void shouldCreateByOneRoundTrip() {
		assertThat(roundTrips((client) -> client.create("new"))).isEqualTo(TIMES);
	}

	@Test
	void shouldListByOneRoundTrip() {
		assertThat(roundTrips((client) -> client.get("/todo"))).isEqualTo(TIMES);
	}

	@Test
	void shouldReadAndDeleteByOneRoundTrip() {
		String path = this.service.client().create("to be read");
		assertThat(roundTrips((client) -> client.get(path))).isEqualTo(TIMES);
		int before = this.database.roundTrips();
		this.service.client().delete(path);
		assertThat(this.database.roundTrips() - before).isEqualTo(1);
	}

	private int roundTrips(Consumer<TodoClient> request) {
		TodoClient client = this.service.client();
		request.accept(client);
		int before = this.database.roundTrips();
		for (int i = 0; i < TIMES; i++) {
			request.accept(client);
		}
		return this.database.roundTrips() - before;
	}

}
