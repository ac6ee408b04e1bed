package dev.crossaccount.todo.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets as many requests to the database as it has connections for, and the others in the
 * order in which they came.
 * <p>
 * The pool has a queue too, but wakes a thread of its own for each request in it. And
 * those who had a connection shared the processor with all who had none, so that they
 * kept it for long: just started, the service refused requests that it could have served.
 */
@Component
public class DatabaseQueue {

	/** With a statement's limit, an answer is given within 2 s. */
	private static final Duration LIMIT = Duration.ofSeconds(1);

	/** Among the meters of the pools, because that is where one looks for it. */
	private static final String POOL = "queue";

	private final Semaphore turns;

	private final Duration limit;

	private final Counter timeouts;

	@Autowired
	DatabaseQueue(@Value("${spring.datasource.hikari.maximum-pool-size}") int connections, MeterRegistry meters) {
		this(connections, LIMIT, meters);
	}

	DatabaseQueue(int connections, Duration limit, MeterRegistry meters) {
		this.turns = new Semaphore(connections, true);
		this.limit = limit;
		Gauge.builder("hikaricp.connections.pending", this.turns, Semaphore::getQueueLength)
			.tag("pool", POOL)
			.register(meters);
		this.timeouts = Counter.builder("hikaricp.connections.timeout").tag("pool", POOL).register(meters);
	}

	/**
	 * Does something with the database once it is its turn.
	 * @param <T> what it returns
	 * @param work what to do
	 * @return what that returns
	 * @throws DatabaseUnavailableException if its turn does not come in time
	 */
	public <T> T call(Supplier<T> work) {
		if (!isTurn()) {
			this.timeouts.increment();
			throw new DatabaseUnavailableException("All connections to the database are in use");
		}
		try {
			return work.get();
		}
		finally {
			this.turns.release();
		}
	}

	/**
	 * Does something with the database that returns nothing, once it is its turn.
	 * @param work what to do
	 * @throws DatabaseUnavailableException if its turn does not come in time
	 */
	public void run(Runnable work) {
		call(() -> {
			work.run();
			return true;
		});
	}

	private boolean isTurn() {
		try {
			return this.turns.tryAcquire(this.limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
