package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crossaccount.gateway.settings.Rate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalBucketsTest extends BucketsContract {

	private final LocalBuckets buckets = new LocalBuckets(InstantSource.system(), Ticker.systemTicker());

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));

	private final LocalBuckets timed = new LocalBuckets(this.now::get,
			() -> Duration.between(Instant.EPOCH, this.now.get()).toNanos());

	@Override
	Decision take(List<Claim> claims) {
		return this.buckets.take(claims);
	}

	@Test
	void shouldBeginADaysQuotaAtMidnight() {
		Claim claim = new Claim("a", Limit.quota("day", 2, Window.DAY), false);
		assertThat(remaining(claim)).isEqualTo(1);
		at("2026-01-31T23:59:59Z");
		assertThat(remaining(claim)).isZero();
		at("2026-02-01T00:00:00Z");
		assertThat(remaining(claim)).isEqualTo(1);
		at("2026-02-01T23:59:59.999Z");
		assertThat(remaining(claim)).isZero();
		assertThat(this.timed.take(List.of(claim)).balances().get(0).waitMillis()).isEqualTo(1);
	}

	@Test
	void shouldBeginAMonthsQuotaWithTheMonthHoweverLongItIs() {
		Claim claim = new Claim("a", Limit.quota("month", 2, Window.MONTH), false);
		for (String month : List.of("2026-02", "2026-03", "2026-04")) {
			at(month + "-01T00:00:00Z");
			assertThat(remaining(claim)).as(month).isEqualTo(1);
			at(Window.MONTH.end(this.now.get()).minusMillis(1).toString());
			assertThat(remaining(claim)).as(month).isZero();
			assertThat(this.timed.take(List.of(claim)).admitted()).as(month).isFalse();
		}
	}

	@Test
	void shouldFillUpWhileLeftAlone() {
		Claim claim = new Claim("a", Limit.rate("rate", Rate.of("1/h"), 4), false);
		for (int i = 0; i < 4; i++) {
			remaining(claim);
		}
		at("2026-01-31T14:00:00Z");
		assertThat(remaining(claim)).isEqualTo(1);
		at("2026-02-01T12:00:00Z");
		assertThat(remaining(claim)).isEqualTo(3);
	}

	@Test
	void shouldKeepConsumersBucketsHoweverManyAddressesCallAnonymously() {
		Claim consumer = new Claim("consumer", Limit.quota("day", 5, Window.DAY), false);
		remaining(consumer);
		Limit limit = Limit.rate("rate", Rate.of("1/d"), 1);
		for (int i = 0; i < 250_000; i++) {
			this.timed.take(List.of(new Claim("ip/" + i, limit, true)));
		}
		assertThat(remaining(consumer)).isEqualTo(3);
	}

	private long remaining(Claim claim) {
		return this.timed.take(List.of(claim)).balances().get(0).remaining();
	}

	private void at(String time) {
		this.now.set(Instant.parse(time));
	}

}
