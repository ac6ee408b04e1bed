package dev.crossaccount.systemtest.resilience;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import dev.crossaccount.systemtest.Topology;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that sends what failed once more, with the key that it was sent with. */
final class Repeats {

	private Repeats() {
	}

	/**
	 * Repeats each create that failed, until it is acknowledged; then every todo that was
	 * sent is there once.
	 */
	static void assertThatEachTodoIsThereOnce(Topology topology, Load.Outcome outcome) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		outcome.failures().stream().filter((sent) -> !sent.read()).forEach((sent) -> {
			HttpRequest create = Todos.create(topology, String.valueOf(sent.todo()));
			soon().until(() -> client.send(create, HttpResponse.BodyHandlers.ofString()).statusCode() == 201);
		});
		List<String> sent = outcome.requests()
			.stream()
			.filter((request) -> !request.read())
			.map(Load.Sent::todo)
			.toList();
		String run = sent.get(0).substring(0, 36);
		soon().untilAsserted(() -> assertThat(Todos.texts(topology, run)).containsExactlyInAnyOrderElementsOf(sent));
	}

	/** A breaker may still be open. */
	static ConditionFactory soon() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).ignoreExceptions();
	}

}
