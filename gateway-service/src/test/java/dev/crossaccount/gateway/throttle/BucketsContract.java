package dev.crossaccount.gateway.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.crossaccount.gateway.settings.Rate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds wherever requests are counted. */
abstract class BucketsContract {

	private static final Rate SLOW = Rate.of("1/d");

	private final String id = UUID.randomUUID().toString();

	abstract Decision take(List<Claim> claims);

	@Test
	void shouldAdmitTheBurstAndNoMore() {
		Claim claim = claim("a", Limit.rate("rate", SLOW, 3));
		assertThat(List.of(remaining(claim), remaining(claim), remaining(claim))).containsExactly(2L, 1L, 0L);
		Decision refused = take(claim);
		assertThat(refused.admitted()).isFalse();
		assertThat(refused.balances().get(0).remaining()).isZero();
		assertThat(refused.balances().get(0).waitMillis()).isBetween(Duration.ofHours(23).toMillis(),
				Duration.ofDays(1).toMillis());
	}

	@Test
	void shouldLetRequestsComeBackSteadilyUpToTheBurst() {
		Claim claim = claim("a", Limit.rate("rate", Rate.of("20/s"), 2));
		take(claim);
		take(claim);
		Decision refused = take(claim);
		if (!refused.admitted()) {
			assertThat(refused.balances().get(0).waitMillis()).isBetween(1L, 50L);
		}
		await().pollInterval(Duration.ofMillis(10)).until(() -> take(claim).admitted());
		await().pollDelay(Duration.ofMillis(500)).until(() -> remaining(claim) == 1);
	}

	@Test
	void shouldAdmitARequestOnceItsWaitIsOver() {
		Claim claim = claim("a", Limit.rate("rate", Rate.of("5/s"), 1));
		take(claim);
		long wait = take(claim).balances().get(0).waitMillis();
		assertThat(wait).isBetween(1L, 200L);
		Instant due = Instant.now().plusMillis(wait);
		await().pollInterval(Duration.ofMillis(1)).until(() -> !Instant.now().isBefore(due));
		assertThat(take(claim).admitted()).isTrue();
	}

	@Test
	void shouldCountKeysApart() {
		Limit limit = Limit.rate("rate", SLOW, 1);
		assertThat(take(claim("a", limit)).admitted()).isTrue();
		assertThat(take(claim("b", limit)).admitted()).isTrue();
		assertThat(take(claim("a", limit)).admitted()).isFalse();
	}

	@Test
	void shouldTakeNothingFromAnyClaimWhenOneHasNothingLeft() {
		Claim wide = claim("wide", Limit.rate("rate", SLOW, 5));
		Claim narrow = claim("narrow", Limit.rate("total", SLOW, 1));
		assertThat(take(wide, narrow).admitted()).isTrue();
		for (List<Claim> claims : List.of(List.of(wide, narrow), List.of(narrow, wide))) {
			Decision refused = take(claims);
			assertThat(refused.admitted()).isFalse();
			assertThat(refused.violated()).extracting((balance) -> balance.limit().name()).containsExactly("total");
			assertThat(refused.balances().get(claims.indexOf(wide)).remaining()).isEqualTo(4);
		}
		assertThat(remaining(wide)).isEqualTo(3);
	}

	@Test
	void shouldNameEveryLimitThatHasNothingLeft() {
		Claim rate = claim("rate", Limit.rate("rate", SLOW, 1));
		Claim quota = claim("quota", Limit.quota("day", 1, Window.DAY));
		take(rate, quota);
		assertThat(take(rate, quota).violated()).extracting((balance) -> balance.limit().name())
			.containsExactly("rate", "day");
	}

	@Test
	void shouldBeginAQuotaAnewWithEachPeriod() {
		long period = 1500;
		Window window = (time) -> Instant.ofEpochMilli((time.toEpochMilli() / period + 1) * period);
		Claim claim = claim("a", Limit.quota("short", 3, window));
		await().pollInterval(Duration.ofMillis(1)).until(() -> !take(claim).admitted());
		Decision refused = take(claim);
		assertThat(refused.balances().get(0).waitMillis()).isBetween(0L, period);
		await().pollInterval(Duration.ofMillis(5))
			.untilAsserted(() -> assertThat(take(claim).balances().get(0).remaining()).isEqualTo(2));
	}

	@Test
	void shouldTellWhenTheDayEnds() {
		Claim claim = claim("a", Limit.quota("day", 1, Window.DAY));
		assertThat(take(claim).admitted()).isTrue();
		long untilMidnight = Duration.between(Instant.now(), Window.DAY.end(Instant.now())).toMillis();
		assertThat(take(claim).balances().get(0).waitMillis()).isBetween(untilMidnight - 5_000, untilMidnight + 5_000);
	}

	@Test
	void shouldHeedAChangedLimitAtOnceAndKeepWhatIsUsedUp() {
		take(claim("a", Limit.rate("rate", SLOW, 4)));
		take(claim("a", Limit.rate("rate", SLOW, 4)));
		assertThat(remaining(claim("a", Limit.rate("rate", SLOW, 10)))).isEqualTo(7);
		assertThat(remaining(claim("a", Limit.rate("rate", SLOW, 4)))).isZero();
		assertThat(take(claim("a", Limit.rate("rate", SLOW, 2))).admitted()).isFalse();
		assertThat(remaining(claim("a", Limit.rate("rate", SLOW, 5)))).isBetween(0L, 2L);
		await().pollInterval(Duration.ofMillis(5))
			.until(() -> take(claim("a", Limit.rate("rate", Rate.of("100/s"), 1))).admitted());
	}

	@Test
	void shouldKeepWhatIsUsedUpOfAChangedQuota() {
		take(claim("a", Limit.quota("day", 3, Window.DAY)));
		take(claim("a", Limit.quota("day", 3, Window.DAY)));
		assertThat(remaining(claim("a", Limit.quota("day", 100, Window.DAY)))).isEqualTo(97);
	}

	@Test
	void shouldNeverAdmitMoreThanThereIsToManyAtOnce() throws Exception {
		Claim claim = claim("a", Limit.rate("rate", SLOW, 100));
		Claim total = claim("total", Limit.rate("total", SLOW, 60));
		Callable<Integer> caller = () -> {
			int admitted = 0;
			for (int i = 0; i < 50; i++) {
				admitted += take(claim, total).admitted() ? 1 : 0;
			}
			return admitted;
		};
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			int admitted = 0;
			for (Future<Integer> count : threads.invokeAll(List.of(caller, caller, caller, caller))) {
				admitted += count.get();
			}
			assertThat(admitted).isEqualTo(60);
		}
		finally {
			threads.shutdown();
		}
		assertThat(remaining(claim)).isEqualTo(39);
	}

	private long remaining(Claim claim) {
		return take(claim).balances().get(0).remaining();
	}

	private Decision take(Claim... claims) {
		return take(new ArrayList<>(List.of(claims)));
	}

	private Claim claim(String key, Limit limit) {
		return new Claim("throttle:{test}:" + this.id + ":" + key, limit, false);
	}

}
