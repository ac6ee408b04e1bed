package dev.crossaccount.gateway.upstream;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import dev.crossaccount.gateway.problem.UpstreamException;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.settings.BreakerProperties;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BreakerTest {

	private final MovableClock clock = new MovableClock();

	private final Breaker breaker = new Breaker("todo",
			new BreakerProperties(50, 3, Duration.ofSeconds(10), Duration.ofSeconds(5)), this.clock);

	@Test
	void shouldSayWhenToComeBack() {
		open();
		assertRefused(5);
		this.clock.move(Duration.ofMillis(3500));
		assertRefused(2);
		this.clock.move(Duration.ofMillis(1499));
		assertRefused(1);
	}

	@Test
	void shouldNotCountAsOpenWhenItIsTimeToTryAgain() {
		open();
		this.clock.move(Duration.ofMillis(4999));
		assertThat(this.breaker.level()).isEqualTo(2);
		this.clock.move(Duration.ofMillis(1));
		assertThat(this.breaker.level()).as("though nobody calls").isEqualTo(1);
	}

	@Test
	void shouldLetAFewThrough() {
		open();
		this.clock.move(Duration.ofMillis(5001));
		for (int i = 0; i < 3; i++) {
			assertThat(this.breaker.isClosed()).isFalse();
			this.breaker.guard(Mono.empty()).block();
		}
		assertThat(this.breaker.isClosed()).isTrue();
	}

	@Test
	void shouldNotBeHeldByProbesThatTellNothing() {
		open();
		this.clock.move(Duration.ofMillis(5001));
		for (int i = 0; i < 3; i++) {
			this.breaker.guard(Mono.never()).subscribe();
		}
		assertRefused(1);
		this.clock.move(Duration.ofSeconds(61));
		this.breaker.guard(Mono.empty()).block();
		assertThat(this.breaker.isClosed()).isTrue();
	}

	@Test
	void shouldGiveAProbeBackThatIsNoProof() {
		open();
		this.clock.move(Duration.ofMillis(5001));
		for (int i = 0; i < 10; i++) {
			this.breaker.guard(Mono.never()).subscribe().dispose();
			this.breaker.guard(Mono.error(new RequestException(RequestException.Kind.MALFORMED, "Bad.")))
				.onErrorComplete()
				.block();
		}
		assertThat(this.breaker.level()).isEqualTo(1);
	}

	private void open() {
		for (int i = 0; i < 3; i++) {
			this.breaker.guard(Mono.error(new IOException())).onErrorComplete().block();
		}
		assertThat(this.breaker.level()).isEqualTo(2);
	}

	private void assertRefused(int seconds) {
		assertThatExceptionOfType(UpstreamException.class).isThrownBy(() -> this.breaker.guard(Mono.empty()).block())
			.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(UpstreamException.Kind.RESTING))
			.satisfies((refusal) -> assertThat(refusal.retryAfterSeconds()).isEqualTo(seconds));
	}

	private static final class MovableClock extends Clock {

		private Instant now = Instant.EPOCH;

		void move(Duration by) {
			this.now = this.now.plus(by);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
