package dev.crossaccount.todo.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseQueueTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void shouldLetARequestInOnceAnotherHasLeft() throws Exception {
		DatabaseQueue queue = new DatabaseQueue(1, Duration.ofMinutes(1), this.meters);
		CountDownLatch open = occupy(queue);
		Future<String> second = this.threads.submit(() -> queue.call(() -> "in"));
		Awaitility.await().until(() -> this.meters.get("hikaricp.connections.pending").gauge().value() == 1);
		assertThat(second).isNotDone();
		open.countDown();
		assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("in");
	}

	@Test
	void shouldRefuseARequestWhoseTurnDoesNotCome() throws Exception {
		DatabaseQueue queue = new DatabaseQueue(1, Duration.ofMillis(1), this.meters);
		CountDownLatch open = occupy(queue);
		assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> queue.call(() -> "in"));
		assertThat(this.meters.get("hikaricp.connections.timeout").counter().count()).isEqualTo(1);
		open.countDown();
	}

	@Test
	void shouldLetOthersInAfterAFailure() {
		DatabaseQueue queue = new DatabaseQueue(1, Duration.ofMillis(1), this.meters);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queue.run(() -> {
			throw new IllegalStateException();
		}));
		assertThat(queue.<String>call(() -> "in")).isEqualTo("in");
	}

	/** Returns what ends the request that is in then. */
	private CountDownLatch occupy(DatabaseQueue queue) throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		this.threads.submit(() -> queue.call(() -> {
			entered.countDown();
			return await(open);
		}));
		entered.await();
		return open;
	}

	private static boolean await(CountDownLatch latch) {
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

}
