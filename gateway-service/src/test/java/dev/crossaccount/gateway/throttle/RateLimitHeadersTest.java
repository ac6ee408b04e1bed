package dev.crossaccount.gateway.throttle;

import java.time.Instant;
import java.util.List;

import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.settings.Rate;
import dev.crossaccount.gateway.throttle.Decision.Balance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitHeadersTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			20/s | 100 | "rate";q=100;w=5
			20/s | 5   | "rate";q=5;w=1
			1/m  | 3   | "rate";q=3;w=180
			7/s  | 10  | "rate";q=10;w=2
			1/d  | 1   | "rate";q=1;w=86400
			""")
	void shouldTellTheBurstAndTheTimeInWhichItComesBack(String rate, long burst, String policy) {
		assertThat(PlanLimits.of(new Plan("p", Rate.of(rate), burst, null)).policy()).isEqualTo(policy);
	}

	@Test
	void shouldTellTheQuotaToo() {
		assertThat(policy(Plan.Quota.Period.DAY)).isEqualTo("\"rate\";q=1;w=1, \"day\";q=1000;w=86400");
		assertThat(policy(Plan.Quota.Period.MONTH)).isEqualTo("\"rate\";q=1;w=1, \"month\";q=1000");
	}

	@Test
	void shouldTellWhatIsLeftAndWhenAllIsBack() {
		Limit rate = Limit.rate("rate", Rate.of("20/s"), 100);
		Limit day = Limit.quota("day", 1000, Window.DAY);
		List<Balance> balances = List.of(new Balance(rate, 79, 0), new Balance(day, 0, 5));
		assertThat(RateLimitHeaders.balance(balances, Instant.parse("2026-01-31T23:59:00Z")))
			.isEqualTo("\"rate\";r=79;t=2, \"day\";r=0;t=60");
		assertThat(RateLimitHeaders.balance(List.of(new Balance(rate, 100, 0)), Instant.EPOCH))
			.isEqualTo("\"rate\";r=100;t=0");
	}

	private static String policy(Plan.Quota.Period period) {
		return PlanLimits.of(new Plan("p", Rate.of("1/s"), 1, new Plan.Quota(1000, period))).policy();
	}

}
