package dev.crossaccount.todo.database;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Works with the database for requests, in the order in which they came: as many at once
 * as there are connections, each on a platform thread.
 * <p>
 * The pool has a queue too, but those who had a connection shared the processor with all
 * who had none, and so kept it for long. And a virtual thread that waits for at most some
 * time, as for each answer of the database, costs a timer and the wake-up of the thread
 * that keeps timers: a quarter of a request.
 */
@Component
public class DatabaseQueue implements DisposableBean {

	/**
	 * Whoever waited longer is refused once it is its turn, which comes at the latest
	 * when those before it have met the limits of a connection and a statement.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(1);

	/** For what is in hand when the program stops. */
	private static final Duration END = Duration.ofSeconds(2);

	/** Among the meters of the pools, because that is where one looks for it. */
	private static final String POOL = "queue";

	private final ExecutorService threads;

	private final long limit;

	private final Counter timeouts;

	@Autowired
	DatabaseQueue(@Value("${spring.datasource.hikari.maximum-pool-size}") int connections, MeterRegistry meters) {
		this(connections, LIMIT, meters);
	}

	DatabaseQueue(int connections, Duration limit, MeterRegistry meters) {
		BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
		CustomizableThreadFactory factory = new CustomizableThreadFactory("database-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(connections, connections, 0, TimeUnit.SECONDS, waiting, factory);
		this.limit = limit.toNanos();
		Gauge.builder("hikaricp.connections.pending", waiting, BlockingQueue::size).tag("pool", POOL).register(meters);
		this.timeouts = Counter.builder("hikaricp.connections.timeout").tag("pool", POOL).register(meters);
	}

	/**
	 * Does something with the database once it is its turn.
	 * @param <T> what it returns
	 * @param work what to do, on another thread
	 * @return what that returns
	 * @throws DatabaseUnavailableException if its turn comes too late
	 */
	public <T> T call(Supplier<T> work) {
		long asked = System.nanoTime();
		Map<String, String> context = MDC.getCopyOfContextMap();
		try {
			return CompletableFuture.supplyAsync(() -> {
				checkInTime(asked);
				return inContext(context, work);
			}, this.threads).join();
		}
		catch (RejectedExecutionException ex) {
			throw new DatabaseUnavailableException("The program stops");
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * Does something with the database that returns nothing, once it is its turn.
	 * @param work what to do, on another thread
	 */
	public void run(Runnable work) {
		call(() -> {
			work.run();
			return true;
		});
	}

	@Override
	public void destroy() throws InterruptedException {
		this.threads.shutdown();
		this.threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void checkInTime(long asked) {
		if (System.nanoTime() - asked >= this.limit) {
			this.timeouts.increment();
			throw new DatabaseUnavailableException("All connections to the database are in use");
		}
	}

	/** What is logged meanwhile names the request. */
	private static <T> T inContext(@Nullable Map<String, String> context, Supplier<T> work) {
		if (context == null) {
			return work.get();
		}
		MDC.setContextMap(context);
		try {
			return work.get();
		}
		finally {
			MDC.clear();
		}
	}

}
