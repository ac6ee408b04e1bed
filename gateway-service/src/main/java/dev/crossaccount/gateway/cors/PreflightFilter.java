package dev.crossaccount.gateway.cors;

import java.util.Map;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Answers preflights, of which no provider hears, once they are counted. */
@Order(Steps.PREFLIGHT)
class PreflightFilter implements Step {

	private final Map<String, CrossOriginPolicy> policies;

	PreflightFilter(Map<String, CrossOriginPolicy> policies) {
		this.policies = Map.copyOf(policies);
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		if (!CorsUtils.isPreFlightRequest(exchange.getRequest())) {
			return next.filter(exchange);
		}
		CrossOriginPolicy policy = Provider.find(exchange, this.policies);
		return (policy != null) ? policy.answer(exchange) : refuse(Provider.of(exchange));
	}

	/** Spring would answer with an empty 403 where there is no route. */
	private static Mono<Void> refuse(@Nullable Provider provider) {
		if (provider == null) {
			return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		return Mono.error(new ProblemException(
				Problem.corsNotAllowed("Web pages of other origins may not call the service '" + provider.name() + "'.",
						"gateway.providers." + provider.name() + ".cors.origins", Map.of())));
	}

}
