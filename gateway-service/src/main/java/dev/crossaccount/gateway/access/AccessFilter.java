package dev.crossaccount.gateway.access;

import java.util.List;
import java.util.function.Supplier;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Lets a request through if its caller may do this. A credential that is not valid is
 * refused also where none is needed: its sender means to be somebody.
 */
@Order(Steps.AUTHORIZE)
class AccessFilter implements Step {

	private final AccessRules rules;

	private final boolean tokens;

	/**
	 * Creates the filter.
	 * @param rules who may call what
	 * @param tokens whether tokens are accepted at all
	 */
	AccessFilter(AccessRules rules, boolean tokens) {
		this.rules = rules;
		this.tokens = tokens;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		Provider provider = Provider.of(exchange);
		return (provider != null) ? check(exchange, provider.name(), () -> next.filter(exchange))
				: next.filter(exchange);
	}

	/** Goes on only if the caller may do this at that provider. */
	Mono<Void> check(ServerWebExchange exchange, String provider, Supplier<Mono<Void>> next) {
		ProblemException refusal = Caller.refusal(exchange);
		if (refusal != null) {
			return Mono.error(refusal);
		}
		ServerHttpRequest request = exchange.getRequest();
		Requirement requirement = this.rules.requirement(provider, request.getMethod().name(),
				request.getURI().getRawPath());
		Problem problem = problem(Caller.of(exchange), requirement);
		return (problem != null) ? Mono.error(new ProblemException(problem)) : next.get();
	}

	private @Nullable Problem problem(Caller caller, Requirement requirement) {
		if (!requirement.credential()) {
			return null;
		}
		if (caller.method() == Caller.Method.ANONYMOUS) {
			return Problem.unauthenticated(this.tokens);
		}
		if (caller.scopes().containsAll(requirement.scopes())) {
			return null;
		}
		List<String> missing = requirement.scopes()
			.stream()
			.filter((scope) -> !caller.scopes().contains(scope))
			.toList();
		return Problem.insufficientScope(requirement.scopes(), missing, caller.method() == Caller.Method.JWT);
	}

}
