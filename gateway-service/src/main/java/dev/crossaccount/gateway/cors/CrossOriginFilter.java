package dev.crossaccount.gateway.cors;

import java.util.Map;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Steps;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers preflights, of which no provider hears, and says on every other answer, errors
 * included, which web page may read it. A request of a page that may not is served
 * without saying so: the browser keeps the answer from the page, and whoever is no
 * browser could leave {@code Origin} out.
 */
@Order(Steps.CORS)
class CrossOriginFilter implements WebFilter {

	private final Map<String, CrossOriginPolicy> policies;

	CrossOriginFilter(Map<String, CrossOriginPolicy> policies) {
		this.policies = Map.copyOf(policies);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Provider provider = Provider.of(exchange);
		CrossOriginPolicy policy = (provider != null) ? this.policies.get(provider.name()) : null;
		if (CorsUtils.isPreFlightRequest(exchange.getRequest())) {
			return (policy != null) ? policy.answer(exchange) : refuse(provider);
		}
		if (policy != null) {
			// Last of all: the headers of an error, or of the provider, replace earlier
			// ones.
			exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> policy.mark(exchange)));
		}
		return chain.filter(exchange);
	}

	/** Spring would answer with an empty 403 where there is no route. */
	private static Mono<Void> refuse(@Nullable Provider provider) {
		if (provider == null) {
			return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
		}
		return Mono.error(new ProblemException(Problem.corsNotAllowed("Web pages of other origins may not call this"
				+ " service: gateway.providers." + provider.name() + ".cors.origins is not set.")));
	}

}
