package dev.crossaccount.gateway.throttle;

import java.util.List;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.settings.Rate;
import dev.crossaccount.gateway.throttle.Decision.Balance;

import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;

/** Tells a caller which limit it met, and when to come back. */
final class Refusal {

	private Refusal() {
	}

	/**
	 * The answer to a request that may not pass.
	 * @param exchange the request
	 * @param plan its caller's plan
	 * @param decision what was missing
	 * @return 429 if it was the caller's own, or else 503: the caller did nothing wrong
	 */
	static Problem of(ServerWebExchange exchange, PlanLimits plan, Decision decision) {
		List<Balance> own = decision.violated()
			.stream()
			.filter((balance) -> plan.limits().contains(balance.limit()))
			.toList();
		if (own.isEmpty()) {
			return Problem.temporaryReducedCapacity(Claims.provider(exchange), seconds(decision.violated()));
		}
		String allowed = own.stream().map((balance) -> describe(balance.limit())).collect(Collectors.joining(" and "));
		long seconds = seconds(own);
		return Problem.quotaExceeded(detail(exchange, "the plan '" + plan.plan() + "' allows " + allowed, seconds),
				seconds, own.stream().map((balance) -> balance.limit().name()).toList());
	}

	/** Whoever sent a credential in vain must mend that; waiting would not help. */
	private static String detail(ServerWebExchange exchange, String limit, long seconds) {
		ProblemException refusal = Caller.refusal(exchange);
		if (refusal != null) {
			return ("Your credential was not accepted: %s So the request counted as anonymous, and %s."
					+ " Come back with a valid credential, or in %d s.")
				.formatted(refusal.problem().detail(), limit, seconds);
		}
		String detail = "%s. Come back in %d s.".formatted(StringUtils.capitalize(limit), seconds);
		return (Caller.of(exchange).method() == Caller.Method.ANONYMOUS)
				? detail + " An API key or token whose plan allows more raises the limit." : detail;
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
