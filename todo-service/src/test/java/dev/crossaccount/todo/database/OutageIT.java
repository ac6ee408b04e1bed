package dev.crossaccount.todo.database;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.crossaccount.todo.RequiresDocker;
import dev.crossaccount.todo.RunningTodoService;
import dev.crossaccount.todo.StoppablePostgres;
import dev.crossaccount.todo.TodoClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A database that stops, hangs, dies and comes back. */
@RequiresDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {

	private final StoppablePostgres postgres = new StoppablePostgres();

	private RunningTodoService service;

	@BeforeAll
	void start() {
		this.service = RunningTodoService.start(this.postgres.properties());
	}

	@AfterAll
	void stop() {
		this.service.close();
		this.postgres.close();
	}

	@Test
	void shouldSurviveARestart() {
		String path = this.service.client().create("before");
		this.postgres.stop();
		Outage.assertHandledBy(this.service, 200);
		this.postgres.startAgain();
		awaitRecovery(this.service);
		assertThat(this.service.client().get(path).body()).contains("before");
	}

	@Test
	void shouldKeepAcknowledgedTodosWhenTheServerIsKilled() {
		List<String> acknowledged = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			acknowledged.add(this.service.client().create("acknowledged " + i));
		}
		this.postgres.kill();
		Outage.assertHandledBy(this.service, 200);
		this.postgres.startAgain();
		awaitRecovery(this.service);
		acknowledged.forEach((path) -> assertThat(this.service.client().get(path).body()).contains("\"acknowledged "));
	}

	@Test
	void shouldNotHangWithTheServer() {
		String path = this.service.client().create("before");
		this.postgres.pause();
		try {
			Outage.assertHandledBy(this.service, 200);
		}
		finally {
			this.postgres.resume();
		}
		awaitRecovery(this.service);
		assertThat(this.service.client().get(path).statusCode()).isEqualTo(200);
	}

	/** Not within 2 s: forty clients and the service share the cores of this machine. */
	@Test
	void shouldNotHangWithTheServerUnderLoad() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(40);
		this.postgres.pause();
		try {
			List<Future<Duration>> elapsed = new ArrayList<>();
			for (int i = 0; i < 120; i++) {
				elapsed.add(threads.submit(this::timeUntilUnavailable));
			}
			for (Future<Duration> each : elapsed) {
				assertThat(each.get()).isLessThan(Duration.ofSeconds(10));
			}
		}
		finally {
			this.postgres.resume();
			threads.shutdownNow();
		}
		awaitRecovery(this.service);
	}

	private Duration timeUntilUnavailable() {
		long start = System.nanoTime();
		HttpResponse<String> response = this.service.client().postForm("data=x", "Idempotency-Key", "load");
		assertThat(response.statusCode()).isEqualTo(503);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void shouldKeepATodoOnceThoughTheFirstAnswerWasLost() {
		TodoClient client = this.service.client();
		this.postgres.pause();
		try {
			assertThat(client.postForm("data=lost", "Idempotency-Key", "lost").statusCode()).isEqualTo(503);
		}
		finally {
			this.postgres.resume();
		}
		awaitRecovery(this.service);
		for (int i = 0; i < 3; i++) {
			assertThat(client.postForm("data=lost", "Idempotency-Key", "lost").statusCode()).isEqualTo(201);
		}
		assertThat(client.get("/todo?limit=1000").body()).containsOnlyOnce("\"lost\"");
	}

	@Test
	void shouldStartBeforeTheDatabaseDoes() {
		try (StoppablePostgres late = new StoppablePostgres()) {
			late.stop();
			try (RunningTodoService early = RunningTodoService.start(late.properties())) {
				Outage.assertHandledBy(early, 503);
				late.startAgain();
				awaitRecovery(early);
			}
		}
	}

	@Test
	void shouldNotStartWithAWrongPassword() {
		String[] properties = this.postgres.properties();
		properties[2] = "spring.datasource.password=wrong";
		assertThatThrownBy(() -> RunningTodoService.start(properties))
			.hasStackTraceContaining("password authentication failed");
	}

	private static void awaitRecovery(RunningTodoService service) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> service.client().postForm("data=recovered").statusCode() == 201);
		assertThat(service.health("readiness").statusCode()).isEqualTo(200);
	}

}
