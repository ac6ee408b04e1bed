package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

	@Test
	void shouldGiveAQuietProviderARetryASecond() {
		RetryBudget budget = new RetryBudget(20, this.now::get);
		budget.request();
		assertThat(budget.tryRetry()).isTrue();
		assertThat(budget.tryRetry()).isFalse();
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(budget.tryRetry()).isTrue();
		assertThat(budget.tryRetry()).isFalse();
	}

	@Test
	void shouldKeepRetriesAShareOfTheRequests() {
		RetryBudget budget = new RetryBudget(20, this.now::get);
		assertThat(IntStream.range(0, 1000).filter((i) -> {
			budget.request();
			return budget.tryRetry();
		})).hasSize(201);
	}

	@Test
	void shouldNotSaveUpForAStorm() {
		RetryBudget budget = new RetryBudget(50, this.now::get);
		IntStream.range(0, 1000).forEach((i) -> budget.request());
		assertThat(IntStream.range(0, 1000).filter((i) -> budget.tryRetry())).hasSize(11);
	}

	@Test
	void shouldGiveNoneWithoutABudget() {
		assertThat(new RetryBudget(0, this.now::get).tryRetry()).isFalse();
	}

}
