package dev.crossaccount.gateway.limit;

import java.util.Map;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses a request at once where too many are being served, so that a slow provider
 * takes neither the gateway nor its neighbours with it.
 */
@Order(Steps.LIMIT)
class InFlightFilter implements Step {

	private final InFlight all;

	private final Map<String, InFlight> byProvider;

	InFlightFilter(InFlight all, Map<String, InFlight> byProvider) {
		this.all = all;
		this.byProvider = byProvider;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		return Mono.defer(() -> {
			InFlight there = Provider.find(exchange, this.byProvider);
			if (there != null && !there.enter()) {
				return refuse(there, Provider.required(exchange));
			}
			if (!this.all.enter()) {
				leave(there);
				return refuse(this.all, null);
			}
			return next.filter(exchange).doFinally((end) -> {
				this.all.leave();
				leave(there);
			});
		});
	}

	private static void leave(@Nullable InFlight inFlight) {
		if (inFlight != null) {
			inFlight.leave();
		}
	}

	private static Mono<Void> refuse(InFlight full, @Nullable Provider provider) {
		full.logRefusal();
		return Mono.error(ProblemException.unlogged(Problem.overloaded((provider != null) ? provider.name() : null)));
	}

}
