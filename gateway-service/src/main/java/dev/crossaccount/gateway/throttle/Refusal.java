package dev.crossaccount.gateway.throttle;

import java.util.List;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.settings.Rate;
import dev.crossaccount.gateway.throttle.Decision.Balance;

/** Tells a caller which limit it met, and when to come back. */
final class Refusal {

	private Refusal() {
	}

	/**
	 * The answer to a request that may not pass.
	 * @param provider whom it was for
	 * @param plan its caller's plan
	 * @param decision what was missing
	 * @return 429 if it was the caller's own, or else 503: the caller did nothing wrong
	 */
	static Problem of(String provider, PlanLimits plan, Decision decision) {
		List<Balance> own = decision.violated()
			.stream()
			.filter((balance) -> plan.limits().contains(balance.limit()))
			.toList();
		if (own.isEmpty()) {
			return Problem.temporaryReducedCapacity(provider, seconds(decision.violated()));
		}
		String allowed = own.stream().map((balance) -> describe(balance.limit())).collect(Collectors.joining(" and "));
		return Problem.quotaExceeded(plan.plan(), allowed, seconds(own),
				own.stream().map((balance) -> balance.limit().name()).toList());
	}

	private static long seconds(List<Balance> violated) {
		long millis = violated.stream().mapToLong(Balance::waitMillis).max().orElse(0);
		return RateLimitHeaders.seconds(millis);
	}

	private static String describe(Limit limit) {
		Rate rate = limit.rate();
		if (rate != null) {
			return "%d requests at once and %s steadily".formatted(limit.capacity(), rate);
		}
		return "%d requests a %s".formatted(limit.capacity(), limit.name());
	}

}
