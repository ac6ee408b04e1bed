package dev.crossaccount.gateway.throttle;

import java.util.List;

import dev.crossaccount.gateway.consumer.Plan;

/**
 * A plan as limits.
 *
 * @param plan its name
 * @param limits the rate, and the quota if there is one
 * @param policy what callers are told of them in {@code RateLimit-Policy}
 */
record PlanLimits(String plan, List<Limit> limits, String policy) {

	static final String RATE = "rate";

	static final String DAY = "day";

	static final String MONTH = "month";

	static PlanLimits of(Plan plan) {
		Limit rate = Limit.rate(RATE, plan.rate(), plan.burst());
		Plan.Quota quota = plan.quota();
		List<Limit> limits = (quota != null) ? List.of(rate, limit(quota)) : List.of(rate);
		return new PlanLimits(plan.name(), limits, RateLimitHeaders.policy(limits));
	}

	private static Limit limit(Plan.Quota quota) {
		return switch (quota.period()) {
			case DAY -> Limit.quota(DAY, quota.requests(), Window.DAY);
			case MONTH -> Limit.quota(MONTH, quota.requests(), Window.MONTH);
		};
	}

}
