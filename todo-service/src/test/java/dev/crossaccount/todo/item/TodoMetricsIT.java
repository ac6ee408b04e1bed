package dev.crossaccount.todo.item;

import java.nio.file.Path;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.crossaccount.todo.RunningTodoService;
import dev.crossaccount.todo.TodoClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus reads at the management port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TodoMetricsIT {

	private RunningTodoService service;

	@BeforeAll
	void start(@TempDir Path folder) {
		this.service = RunningTodoService.start("todo.file=" + folder.resolve("todo"),
				"todo.metrics.count-interval=100ms");
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@Test
	void shouldCountTodosAndWhatBecameOfThem() {
		TodoClient client = this.service.client();
		awaitLine("todo_items 0.0");
		String path = client.create("one");
		client.create("two");
		client.create("three");
		client.postForm("data=keyed", "Idempotency-Key", "k");
		client.postForm("data=keyed", "Idempotency-Key", "k");
		client.postForm("data=other", "Idempotency-Key", "k");
		client.put(path, "changed");
		client.put(path, "refused", "If-Match", "\"9\"");
		client.delete(path);
		client.delete(path);
		awaitLine("todo_items 3.0");
		assertThat(lines()).contains("todo_changes_total{change=\"created\"} 4.0",
				"todo_changes_total{change=\"repeated\"} 1.0", "todo_changes_total{change=\"replaced\"} 1.0",
				"todo_changes_total{change=\"deleted\"} 1.0");
	}

	@Test
	void shouldMeasureThePoolAndTheDatabase() {
		this.service.client().get("/todo");
		assertThat(lines()).contains("hikaricp_connections_max{pool=\"todo\"} 8.0")
			.anyMatch((line) -> line.startsWith("hikaricp_connections_acquire_seconds_count{pool=\"todo\"}"))
			.anyMatch((line) -> line.matches("spring_data_repository_invocations_seconds_bucket\\{"
					+ "exception=\"None\",method=\"list\",repository=\"TodoRepository\",state=\"SUCCESS\",le=\"0.001\"} .*"));
	}

	@Test
	void shouldCountRequestsByRoute() {
		this.service.client().get("/todo/00000000?x=1");
		this.service.client().get("/todo/11111111");
		Awaitility.await()
			.untilAsserted(() -> assertThat(lines())
				.anyMatch((line) -> line.startsWith("http_server_requests_seconds_count{")
						&& line.contains("method=\"GET\"") && line.contains("status=\"404\"")
						&& line.contains("uri=\"/todo/{id}\",vpc_endpoint_id=\"none\""))
				.noneMatch((line) -> line.contains("00000000")));
	}

	private void awaitLine(String line) {
		Awaitility.await().untilAsserted(() -> assertThat(lines()).contains(line));
	}

	private List<String> lines() {
		return this.service.management("/actuator/prometheus").body().lines().toList();
	}

}
