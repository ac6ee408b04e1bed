package dev.crossaccount.systemtest.resilience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sequences of requests drawn at random, against a model of what must come of them. To
 * have the same sequences again: {@code -Dtodo-model.seed=} with the seed of the report.
 */
@ResilienceTest
class TodoModelST {

	private static final int CLIENTS = 8;

	private static final int STEPS = 150;

	private final Topology topology;

	TodoModelST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldKeepTodosAsTheModelDoes(Report.Row row) throws Exception {
		long seed = Long.getLong("todo-model.seed", new Random().nextLong());
		row.of("%d clients that each do %d things with todos at random".formatted(CLIENTS, STEPS),
				"each answer as the model's, and in the end the list is the models' union");
		row.measured("seed %d", seed);
		Api api = new Api(this.topology);
		String start = Todos.lastPage(api);
		String run = UUID.randomUUID().toString();
		List<TodoModel> models = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			models.add(new TodoModel(api, run + " of seed " + seed + ", client " + i, seed + i, start));
		}
		steps(models);
		Map<String, String> expected = new HashMap<>();
		models.forEach((model) -> expected.putAll(model.todos()));
		Map<String, String> kept = Todos.from(api, start);
		kept.values().removeIf((text) -> !text.startsWith(run));
		row.measured("%d todos in the end", kept.size());
		assertThat(kept).as("seed %d", seed).isEqualTo(expected);
	}

	private static void steps(List<TodoModel> models) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (TodoModel model : models) {
				running.add(threads.submit(() -> {
					for (int i = 0; i < STEPS; i++) {
						model.step();
					}
				}));
			}
			for (Future<?> future : running) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
