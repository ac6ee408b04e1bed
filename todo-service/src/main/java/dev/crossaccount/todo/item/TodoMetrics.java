package dev.crossaccount.todo.item;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts todos: how many there are, and what became of them.
 * <p>
 * How many there are is asked from time to time rather than by whoever reads the metrics,
 * who would wait with the database.
 */
@Component
class TodoMetrics {

	/** Counting further would take longer than a statement may. */
	static final int MOST = 1_000_000;

	private final TodoRepository repository;

	private final Map<TodoChange, Counter> changes = new EnumMap<>(TodoChange.class);

	private volatile double items = Double.NaN;

	TodoMetrics(TodoRepository repository, MeterRegistry meters) {
		this.repository = repository;
		Gauge.builder("todo.items", () -> this.items)
			.description("Todos in the database, at most a million; NaN while it is away")
			.register(meters);
		for (TodoChange change : TodoChange.values()) {
			this.changes.put(change,
					Counter.builder("todo.changes")
						.description("What this instance did to todos")
						.tag("change", change.text())
						.register(meters));
		}
	}

	/**
	 * Counts a change, once it is committed.
	 * @param change what was done
	 */
	@TransactionalEventListener(fallbackExecution = true)
	void count(TodoChange change) {
		Counter counter = this.changes.get(change);
		if (counter != null) {
			counter.increment();
		}
	}

	@Scheduled(fixedDelayString = "${todo.metrics.count-interval:1m}")
	void countItems() {
		try {
			this.items = this.repository.count(MOST);
		}
		catch (DataAccessException ex) {
			// Health and requests say that the database is away.
			this.items = Double.NaN;
		}
	}

}
