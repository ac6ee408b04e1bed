package dev.crossaccount.gateway.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.settings.AccessRuleProperties;
import dev.crossaccount.gateway.settings.Rate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AccessFilterTest {

	private static final Provider TODO = new Provider("todo", URI.create("http://todo"), List.of("/todo"),
			Set.of(HttpMethod.GET, HttpMethod.POST), Duration.ofSeconds(1), Duration.ofSeconds(1));

	private final AccessFilter filter = new AccessFilter(new AccessRules(
			Map.of("todo",
					List.of(AccessRule
						.of(new AccessRuleProperties(List.of("POST"), List.of(), List.of("todo:write", "todo:own"))))),
			Requirement.NOTHING, Requirement.CREDENTIAL), true);

	@Test
	void shouldLetACallerWithEveryScopeThrough() {
		assertThat(refusal(HttpMethod.POST, caller(Caller.Method.JWT, "todo:own", "other", "todo:write"))).isNull();
		assertThat(refusal(HttpMethod.POST, caller(Caller.Method.API_KEY, "todo:own", "todo:write"))).isNull();
		assertThat(refusal(HttpMethod.DELETE, caller(Caller.Method.API_KEY))).isNull();
	}

	@Test
	void shouldNameTheScopesThatAreMissingAndAllThatAreNeeded() {
		Problem problem = problem(HttpMethod.POST, caller(Caller.Method.JWT, "todo:own", "todo:writer"));
		assertThat(problem.status()).isEqualTo(403);
		assertThat(problem.slug()).isEqualTo("insufficient-scope");
		assertThat(problem.detail()).contains("todo:write").doesNotContain("todo:own");
		assertThat(problem.members()).containsEntry("scope", "todo:write");
		assertThat(problem.headers()).containsEntry("WWW-Authenticate",
				"Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"todo:write todo:own\"");
		assertThat(problem(HttpMethod.POST, caller(Caller.Method.API_KEY, "todo:own")).headers()).isEmpty();
	}

	@Test
	void shouldAskAStrangerForACredentialNotForScopes() {
		assertThat(problem(HttpMethod.POST, caller(Caller.Method.ANONYMOUS)).slug()).isEqualTo("unauthenticated");
		assertThat(problem(HttpMethod.DELETE, caller(Caller.Method.ANONYMOUS)).slug()).isEqualTo("unauthenticated");
		assertThat(refusal(HttpMethod.GET, caller(Caller.Method.ANONYMOUS))).isNull();
	}

	@Test
	void shouldRefuseABadCredentialAlsoWhereNoneIsNeeded() {
		ProblemException refusal = new ProblemException(Problem.badRequest("Bad."));
		MockServerWebExchange exchange = exchange(HttpMethod.GET, caller(Caller.Method.ANONYMOUS));
		exchange.getAttributes().put(Caller.class.getName() + ".refusal", refusal);
		assertThat(refusal(exchange)).isSameAs(refusal);
		exchange.getAttributes().remove(Provider.class.getName());
		assertThat(refusal(exchange)).isNull();
	}

	private Problem problem(HttpMethod method, Caller caller) {
		return Objects.requireNonNull(refusal(method, caller)).problem();
	}

	private @Nullable ProblemException refusal(HttpMethod method, Caller caller) {
		return refusal(exchange(method, caller));
	}

	private @Nullable ProblemException refusal(MockServerWebExchange exchange) {
		return catchThrowableOfType(ProblemException.class,
				() -> this.filter.take(exchange, (passed) -> Mono.empty()).block());
	}

	private static MockServerWebExchange exchange(HttpMethod method, Caller caller) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, "/todo/1"));
		exchange.getAttributes().put(Provider.class.getName(), TODO);
		exchange.getAttributes().put(Caller.class.getName(), caller);
		return exchange;
	}

	private static Caller caller(Caller.Method method, String... scopes) {
		return new Caller("shop", method, Set.of(scopes),
				new Plan("gold", new Rate(1, Duration.ofSeconds(1)), 1, null));
	}

}
