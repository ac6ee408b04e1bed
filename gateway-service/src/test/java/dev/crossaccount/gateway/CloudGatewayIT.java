package dev.crossaccount.gateway;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Routes and filters of Cloud Gateway that somebody adds to this program. */
class CloudGatewayIT {

	private static final String ROUTE = "spring.cloud.gateway.server.webflux.routes[0].";

	private StubProvider dogs;

	private StubProvider other;

	@BeforeEach
	void start() throws IOException {
		this.dogs = new StubProvider().answering(StubProvider.text("dog"));
		this.other = new StubProvider().answering(StubProvider.text("other"));
	}

	@AfterEach
	void stop() throws IOException {
		this.dogs.close();
		this.other.close();
	}

	@Test
	void shouldServeARouteThatIsNoProviders() throws IOException {
		try (RunningGateway gateway = gateway("Path=/cats/**")) {
			HttpMessage response = get(gateway, "/cats/a?b=c");
			assertThat(response.text()).isEqualTo("other");
			assertThat(response.header("X-Added")).isEqualTo("yes");
			assertThat(response.header("X-Request-Id")).isNotEmpty();
			assertThat(response.header("RateLimit")).isNotEmpty();
			assertThat(this.other.lastRequest().startLine()).isEqualTo("GET /new/a?b=c HTTP/1.1");
			assertThat(get(gateway, "/dogs").text()).isEqualTo("dog");
		}
	}

	@Test
	void shouldAskCallersOfSuchARouteForWhatAllMustHave() throws IOException {
		try (RunningGateway gateway = gateway("Path=/cats/**", "gateway.access.reads=authenticated")) {
			Problems.assertProblem(get(gateway, "/cats/a"), 401, "unauthenticated");
			Problems.assertProblem(RawClient.send(gateway.port(), "GET /cats/a", "x-api-key: wrong"), 401,
					"invalid-api-key");
		}
		assertThat(this.other.requests()).isEmpty();
	}

	@Test
	void shouldPreferARouteThatComesBeforeAProviders() throws IOException {
		try (RunningGateway gateway = gateway("Path=/dogs/old/**", ROUTE + "order=-1")) {
			await().untilAsserted(() -> assertThat(get(gateway, "/dogs/old/x").text()).isEqualTo("other"));
			assertThat(get(gateway, "/dogs/new").text()).isEqualTo("dog");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { AGlobalFilter.class, AWebFilter.class })
	void shouldTakeRequestsForProvidersThroughAFilter(Class<?> added) throws IOException {
		try (RunningGateway gateway = RunningGateway.withBeans(added, "gateway.providers.dogs.uri=" + this.dogs.uri(),
				"gateway.providers.dogs.max-body=10B", "gateway.providers.dogs.methods=GET,POST")) {
			HttpMessage response = RawClient.send(gateway.port(), "GET /dogs/1?a=b", "X-Kept: 1", "X-Real-IP: 6.6.6.6");
			assertThat(response.text()).isEqualTo("dog");
			HttpMessage request = this.dogs.lastRequest();
			assertThat(request.startLine()).isEqualTo("GET /dogs/1?a=b HTTP/1.1");
			assertThat(request.header("X-Added")).isEqualTo("yes");
			assertThat(request.header("X-Kept")).isEqualTo("1");
			assertThat(request.all("X-Real-IP")).isEmpty();
			try (RawClient client = new RawClient(gateway.port())) {
				client.write(RawClient.head("POST /dogs", "Content-Length: 5") + "hello");
				assertThat(client.read().status()).isEqualTo(200);
				assertThat(this.dogs.lastRequest().text()).isEqualTo("hello");
			}
			assertThat(RawClient.send(gateway.port(), "POST /dogs", "Content-Length: 11").status()).isEqualTo(413);
			this.dogs.answering((unanswered, socket, out) -> StubProvider.reset(socket));
			Problems.assertProblem(get(gateway, "/dogs"), 503, "service-unavailable");
		}
	}

	@Test
	void shouldTakeTheShortWayInAPlainProgram() throws IOException {
		try (RunningGateway gateway = RunningGateway.with("gateway.providers.dogs.uri=" + this.dogs.uri())) {
			assertThat(get(gateway, "/dogs").text()).isEqualTo("dog");
			assertThat(gateway.bean("cloudGatewayParts")).extracting("needed").isEqualTo(false);
		}
	}

	/** Spring has filters too that are nobody's until somebody adds them. */
	@Test
	void shouldNotLeaveOutAFilterOfSpringsThatSomebodyAdded() throws IOException {
		try (RunningGateway gateway = RunningGateway.withBeans(SpringsFilter.class,
				"gateway.providers.dogs.uri=" + this.dogs.uri())) {
			assertThat(RawClient.send(gateway.port(), "GET /dogs", "Origin: http://elsewhere.example").status())
				.isEqualTo(403);
		}
	}

	@Test
	void shouldLetAFilterChangeTheAnswersHead() throws IOException {
		try (RunningGateway gateway = RunningGateway.withBeans(AnswerFilter.class,
				"gateway.providers.dogs.uri=" + this.dogs.uri())) {
			HttpMessage response = get(gateway, "/dogs");
			assertThat(response.text()).isEqualTo("dog");
			assertThat(response.header("X-Added")).isEqualTo("yes");
		}
	}

	@Test
	void shouldNotStartWithAFilterThatWouldNeverRun() {
		assertThatThrownBy(() -> RunningGateway.withBeans(UnorderedFilter.class))
			.hasStackTraceContaining("has no order");
	}

	private RunningGateway gateway(String predicate, String... settings) {
		String[] all = new String[settings.length + 6];
		System.arraycopy(settings, 0, all, 6, settings.length);
		all[0] = "gateway.providers.dogs.uri=" + this.dogs.uri();
		all[1] = ROUTE + "id=other";
		all[2] = ROUTE + "uri=" + this.other.uri();
		all[3] = ROUTE + "predicates[0]=" + predicate;
		all[4] = ROUTE + "filters[0]=RewritePath=/[a-z]+/(?<rest>.*), /new/$\\{rest}";
		all[5] = ROUTE + "filters[1]=AddResponseHeader=X-Added, yes";
		return RunningGateway.with(all);
	}

	private static HttpMessage get(RunningGateway gateway, String path) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path);
	}

	static class AGlobalFilter implements GlobalFilter, Ordered {

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
			return chain.filter(exchange.mutate().request((request) -> request.header("X-Added", "yes")).build());
		}

	}

	static class AnswerFilter implements GlobalFilter, Ordered {

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
			return chain.filter(exchange)
				.then(Mono.fromRunnable(() -> exchange.getResponse().getHeaders().set("X-Added", "yes")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnorderedFilter {

		@Bean
		GlobalFilter unordered() {
			return (exchange, chain) -> chain.filter(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SpringsFilter {

		@Bean
		CorsWebFilter refusing() {
			return new CorsWebFilter((exchange) -> new CorsConfiguration());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AWebFilter {

		@Bean
		WebFilter added() {
			return (exchange, chain) -> chain
				.filter(exchange.mutate().request((request) -> request.header("X-Added", "yes")).build());
		}

	}

}
