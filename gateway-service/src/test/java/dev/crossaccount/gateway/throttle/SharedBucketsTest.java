package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crossaccount.gateway.settings.Rate;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/** When a Valkey that is late is taken for lost. */
class SharedBucketsTest {

	private static final Duration BUDGET = Duration.ofMillis(50);

	private static final Limit LIMIT = Limit.rate("rate", Rate.of("1/d"), 1000);

	private static final Claim CLAIM = new Claim("a", LIMIT, false);

	/** So that it shows whose a decision is. */
	private static final Decision OF_VALKEY = new Decision(List.of(new Decision.Balance(LIMIT, 7, 0)));

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final StubValkey valkey = new StubValkey();

	private final AtomicInteger fallbacks = new AtomicInteger();

	private final SharedBuckets buckets = new SharedBuckets(this.valkey,
			new LocalBuckets(InstantSource.system(), Ticker.systemTicker()), BUDGET, "valkey:6379",
			this.fallbacks::incrementAndGet);

	@BeforeEach
	void start() {
		this.buckets.start();
		assertThat(this.buckets.isUp()).isTrue();
	}

	@AfterEach
	void close() {
		this.buckets.close();
		VirtualTimeScheduler.reset();
	}

	@Test
	void shouldDecideForItselfWhereAnAnswerIsLateAndAskAgainTheNextTime() {
		answerIn(Duration.ofMillis(51));
		assertThat(ask()).isNotEqualTo(OF_VALKEY);
		assertThat(this.fallbacks).hasValue(1);
		assertThat(this.buckets.isUp()).isTrue();
		answerIn(Duration.ofMillis(49));
		assertThat(ask()).isEqualTo(OF_VALKEY);
		assertThat(this.fallbacks).hasValue(1);
	}

	@Test
	void shouldTakeValkeyForLostWhenThreeAnswersInARowAreLate() {
		answerIn(Duration.ofHours(1));
		ask();
		ask();
		assertThat(this.buckets.isUp()).isTrue();
		ask();
		assertThat(this.buckets.isUp()).isFalse();
		int asked = this.valkey.asked;
		ask();
		assertThat(this.valkey.asked).isEqualTo(asked);
		assertThat(this.fallbacks).hasValue(4);
	}

	@Test
	void shouldTakeValkeyForLostWhenThreeAnswersInARowAreLateHoweverSlowTheTraffic() {
		ask();
		answerIn(Duration.ofHours(1));
		ask();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		ask();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.buckets.isUp()).isTrue();
		ask();
		assertThat(this.buckets.isUp()).isFalse();
	}

	@Test
	void shouldTakeValkeyForLostWhenOneInTenOfManyAnswersIsLate() {
		for (int i = 0; i < 300; i++) {
			answerIn((i % 10 == 0) ? Duration.ofMillis(60) : Duration.ofMillis(1));
			this.buckets.take(List.of(CLAIM), () -> this.time).subscribe();
			this.time.advanceTimeBy(Duration.ofMillis(1));
		}
		assertThat(this.buckets.isUp()).isFalse();
		assertThat(this.valkey.asked).isLessThan(200);
	}

	@Test
	void shouldCountThreeLateAnswersWithinASecondThoughOthersAreInTime() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.buckets.isUp()).isTrue();
			answerIn(Duration.ofHours(1));
			ask();
			answerIn(Duration.ZERO);
			this.time.advanceTimeBy(Duration.ofMillis(400));
			ask();
		}
		assertThat(this.buckets.isUp()).isFalse();
	}

	@Test
	void shouldNotMindRareLateAnswersAmongThoseInTime() {
		for (int i = 0; i < 20; i++) {
			answerIn(Duration.ofHours(1));
			ask();
			answerIn(Duration.ZERO);
			assertThat(ask()).isEqualTo(OF_VALKEY);
			this.time.advanceTimeBy(Duration.ofSeconds(2));
		}
		assertThat(this.buckets.isUp()).isTrue();
	}

	@Test
	void shouldBeginToCountAnewAfterASecondWithAnAnswerInTime() {
		for (int i = 0; i < 5; i++) {
			answerIn(Duration.ofHours(1));
			ask();
			ask();
			answerIn(Duration.ZERO);
			assertThat(ask()).isEqualTo(OF_VALKEY);
			this.time.advanceTimeBy(Duration.ofSeconds(1));
		}
		assertThat(this.buckets.isUp()).isTrue();
	}

	@Test
	void shouldCountAPauseOnceHoweverManyDecisionsItDelays() {
		answerIn(Duration.ofHours(1));
		AtomicInteger decided = new AtomicInteger();
		for (int i = 0; i < 100; i++) {
			this.buckets.take(List.of(CLAIM), () -> this.time).subscribe((decision) -> decided.incrementAndGet());
			this.time.advanceTimeBy(Duration.ofNanos(10_000));
		}
		this.time.advanceTimeBy(BUDGET);
		assertThat(decided).hasValue(100);
		assertThat(this.buckets.isUp()).isTrue();
		ask();
		ask();
		assertThat(this.buckets.isUp()).isFalse();
	}

	@Test
	void shouldTakeValkeyForLostAtOnceWhenTheConnectionFails() {
		this.valkey.answer = Mono.error(new RedisConnectionException("gone"));
		assertThat(ask()).isNotEqualTo(OF_VALKEY);
		assertThat(this.buckets.isUp()).isFalse();
	}

	@Test
	void shouldForgetWhatWasLateBeforeValkeyWasLost() {
		answerIn(Duration.ofHours(1));
		for (int i = 0; i < 3; i++) {
			ask();
		}
		answerIn(Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.buckets.isUp()).isTrue();
		answerIn(Duration.ofHours(1));
		ask();
		ask();
		assertThat(this.buckets.isUp()).isTrue();
		assertThat(this.fallbacks).hasValue(5);
	}

	private void answerIn(Duration delay) {
		this.valkey.answer = Mono.just(OF_VALKEY).delayElement(delay, this.time);
	}

	private Decision ask() {
		Mono<Decision> decision = this.buckets.take(List.of(CLAIM), () -> this.time).cache();
		decision.subscribe();
		this.time.advanceTimeBy(BUDGET);
		return decision.blockOptional(Duration.ZERO).orElseThrow();
	}

	/** Answers when it is told to. */
	private static final class StubValkey extends ValkeyBuckets {

		private Mono<Decision> answer = Mono.just(OF_VALKEY);

		private int asked;

		StubValkey() {
			super(new ValkeyClient(RedisURI.create("localhost", 1)), InstantSource.system());
		}

		@Override
		Mono<Decision> take(List<Claim> claims) {
			this.asked++;
			return this.answer;
		}

		@Override
		Mono<Void> connect() {
			return Mono.empty();
		}

	}

}
