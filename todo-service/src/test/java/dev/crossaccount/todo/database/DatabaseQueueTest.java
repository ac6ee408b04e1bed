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
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseQueueTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final DatabaseQueue queue = queue(Duration.ofMinutes(1));

	@AfterEach
	void stop() throws InterruptedException {
		this.threads.shutdownNow();
		this.queue.destroy();
	}

	@Test
	void shouldLetARequestInOnceAnotherHasLeft() throws Exception {
		CountDownLatch open = occupy();
		Future<String> second = this.threads.submit(() -> this.queue.call(() -> "in"));
		Awaitility.await().until(() -> this.meters.get("hikaricp.connections.pending").gauge().value() == 1);
		assertThat(second).isNotDone();
		open.countDown();
		assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("in");
	}

	@Test
	void shouldRefuseARequestWhoseTurnComesTooLate() {
		DatabaseQueue queue = queue(Duration.ZERO);
		assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> queue.call(() -> "in"));
		assertThat(this.meters.get("hikaricp.connections.timeout").tag("pool", "queue").counter().count()).isEqualTo(1);
	}

	@Test
	void shouldRefuseARequestWhenTheProgramStops() throws Exception {
		this.queue.destroy();
		assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> this.queue.call(() -> "in"));
	}

	@Test
	void shouldLogForTheRequest() {
		MDC.put("requestId", "r1");
		try {
			assertThat(this.queue.call(() -> MDC.get("requestId"))).isEqualTo("r1");
		}
		finally {
			MDC.clear();
		}
		assertThat(this.queue.call(() -> String.valueOf(MDC.get("requestId")))).isEqualTo("null");
	}

	@Test
	void shouldSayWhatFailed() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.queue.run(() -> {
			throw new IllegalStateException("broken");
		})).withMessage("broken");
	}

	@Test
	void shouldLetOthersInAfterAFailure() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.queue.run(() -> {
			throw new IllegalStateException();
		}));
		assertThat(this.queue.<String>call(() -> "in")).isEqualTo("in");
	}

	private DatabaseQueue queue(Duration limit) {
		return new DatabaseQueue(1, limit, this.meters);
	}

	/** Returns what ends the request that is in then. */
	private CountDownLatch occupy() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch open = new CountDownLatch(1);
		this.threads.submit(() -> this.queue.call(() -> {
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
