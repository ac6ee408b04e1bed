package dev.crossaccount.gateway.throttle;

import java.time.InstantSource;
import java.util.List;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import dev.crossaccount.gateway.throttle.Decision.Balance;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets requests pass that their caller's plan and their provider's total have room for,
 * and tells each caller what is left.
 */
@Order(Steps.THROTTLE)
class ThrottleFilter implements Step {

	private final Claims claims;

	private final Buckets buckets;

	private final EventLoops eventLoops;

	private final InstantSource clock;

	/** Plans that a reload replaced are forgotten. */
	private final LoadingCache<Plan, PlanLimits> plans = Caffeine.newBuilder().maximumSize(1000).build(PlanLimits::of);

	ThrottleFilter(Claims claims, Buckets buckets, EventLoops eventLoops, InstantSource clock) {
		this.claims = claims;
		this.buckets = buckets;
		this.eventLoops = eventLoops;
		this.clock = clock;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		Caller caller = Caller.of(exchange);
		PlanLimits plan = this.plans.get(caller.plan());
		return this.buckets.take(this.claims.of(exchange, caller, plan), () -> this.eventLoops.of(exchange))
			.flatMap((decision) -> {
				ThrottleOutcome.note(exchange, decision);
				announce(exchange, plan, decision);
				return decision.admitted() ? next.filter(exchange) : refuse(exchange, plan, decision);
			});
	}

	/** Late, because a provider's answer or a problem would overwrite it. */
	private void announce(ServerWebExchange exchange, PlanLimits plan, Decision decision) {
		exchange.getResponse().beforeCommit(() -> {
			HttpHeaders headers = exchange.getResponse().getHeaders();
			List<Balance> own = decision.balances().subList(0, plan.limits().size());
			headers.set(RateLimitHeaders.POLICY, plan.policy());
			headers.set(RateLimitHeaders.BALANCE, RateLimitHeaders.balance(own, this.clock.instant()));
			return Mono.empty();
		});
	}

	private static Mono<Void> refuse(ServerWebExchange exchange, PlanLimits plan, Decision decision) {
		return Mono.error(ProblemException.unlogged(Refusal.of(exchange, plan, decision)));
	}

}
