package dev.crossaccount.gateway.throttle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.settings.ProviderProperties;
import dev.crossaccount.gateway.settings.Rate;

import org.springframework.web.server.ServerWebExchange;

/**
 * What a request takes from: its caller's plan, by provider, and then the provider's
 * total. A caller's key is the consumer, or the address without one.
 */
class Claims {

	/** Stands for the provider of paths that no provider serves. */
	private static final String NO_PROVIDER = "-";

	private final Map<String, Claim> totals = new HashMap<>();

	Claims(Map<String, ProviderProperties> providers) {
		providers.forEach((name, block) -> {
			Rate rate = block.rate();
			if (rate != null) {
				long burst = (block.burst() != null) ? block.burst() : rate.requests();
				this.totals.put(name, new Claim(key(name) + "total", Limit.rate("total", rate, burst), false));
			}
		});
	}

	/**
	 * The claims of a request.
	 * @param exchange the request
	 * @param caller who sent it
	 * @param plan the caller's plan
	 * @return a claim for each of the plan's limits, then the provider's total if it has
	 * one
	 */
	List<Claim> of(ServerWebExchange exchange, Caller caller, PlanLimits plan) {
		String provider = provider(exchange);
		boolean anonymous = caller.method() == Caller.Method.ANONYMOUS;
		String who = anonymous ? "ip/" + ClientAddress.subscriber(RequestRecord.clientOf(exchange))
				: "id/" + caller.consumer();
		List<Claim> claims = new ArrayList<>(3);
		for (Limit limit : plan.limits()) {
			claims.add(new Claim(key(provider) + limit.name() + ":" + plan.plan() + ":" + who, limit, anonymous));
		}
		Claim total = this.totals.get(provider);
		if (total != null) {
			claims.add(total);
		}
		return claims;
	}

	/** Whom a request is for. */
	static String provider(ServerWebExchange exchange) {
		Provider matched = Provider.of(exchange);
		return (matched != null) ? matched.name() : NO_PROVIDER;
	}

	/** Braces: on a cluster, the buckets of one decision must be in one slot. */
	private static String key(String provider) {
		return "throttle:{" + provider + "}:";
	}

}
