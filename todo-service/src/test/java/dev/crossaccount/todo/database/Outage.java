package dev.crossaccount.todo.database;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import dev.crossaccount.todo.RunningTodoService;
import dev.crossaccount.todo.TodoClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service must do while the database is away. */
final class Outage {

	private Outage() {
	}

	/**
	 * Fails unless everything is answered as it should be.
	 * @param readiness the status of the readiness probe: 503 before the database was
	 * there for the first time, then 200
	 */
	static void assertHandledBy(RunningTodoService service, int readiness) {
		TodoClient client = service.client();
		String keyed = assertUnavailable(() -> client.postForm("data=x", "Idempotency-Key", "outage"));
		assertThat(keyed).contains("Repeat the request with the same Idempotency-Key");
		assertThat(assertUnavailable(() -> client.postForm("data=x"))).contains("Idempotency-Key");
		List<Supplier<HttpResponse<String>>> others = List.of(() -> client.get("/todo"),
				() -> client.get("/todo/00000000"), () -> client.put("/todo/00000000", "x"),
				() -> client.delete("/todo/00000000"));
		others.forEach((request) -> assertThat(assertUnavailable(request)).doesNotContain("Idempotency-Key"));
		assertThat(within2s(() -> service.health("readiness")).statusCode()).isEqualTo(readiness);
		assertThat(within2s(() -> service.health("liveness")).statusCode()).isEqualTo(200);
		assertThat(within2s(() -> service.management("/actuator/health")).statusCode()).isEqualTo(503);
		assertThat(within2s(() -> service.management("/actuator/prometheus")).body()).contains("todo_items ");
	}

	private static String assertUnavailable(Supplier<HttpResponse<String>> request) {
		HttpResponse<String> response = within2s(request);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(TodoClient.parse(response).path("type").stringValue())
			.isEqualTo("urn:problem-type:service-unavailable");
		assertThat(TodoClient.parse(response).path("instance").stringValue()).startsWith("/todo");
		assertThat(TodoClient.parse(response).path("requestId").isString()).isTrue();
		return TodoClient.parse(response).path("detail").stringValue();
	}

	private static HttpResponse<String> within2s(Supplier<HttpResponse<String>> request) {
		Instant start = Instant.now();
		HttpResponse<String> response = request.get();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
		return response;
	}

}
