package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How often callers may call. */
class ThrottleIT {

	/** Fits an answer to HEAD too. */
	private static final StubProvider.Answer NO_BODY = StubProvider.text("");

	@TempDir
	static Path folder;

	private static PlansFile plans;

	private static StubProvider provider;

	private static RunningGateway gateway;

	/** Closed last: the gateways of one JVM share their threads. */
	private static final List<RunningGateway> OTHERS = new ArrayList<>();

	@BeforeAll
	static void start() throws IOException {
		provider = new StubProvider().answering(NO_BODY);
		plans = new PlansFile(folder).plan("anonymous", "{rate: 1/h, burst: 2}")
			.plan("slow", "{rate: 1/h, burst: 3}")
			.plan("quick", "{rate: 5/s, burst: 2}")
			.plan("daily", "{rate: 1000/s, quota: 2/day}")
			.plan("monthly", "{rate: 1000/s, quota: 2/month}")
			.plan("changing", "{rate: 1/h, burst: 1}");
		for (String consumer : List.of("slow-1", "slow-2", "slow-3", "slow-4", "slow-5", "slow-6", "slow-7")) {
			plans.consumer(consumer, "slow");
		}
		plans.consumer("quick", "quick")
			.consumer("daily", "daily")
			.consumer("monthly", "monthly")
			.consumer("changing", "changing")
			.consumer("rich", "default")
			.consumer("poor", "slow");
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", plans.write()),
				"gateway.proxy-protocol=required", "gateway.providers.dogs.uri=" + provider.uri(),
				"gateway.providers.todo.uri=" + provider.uri(), "gateway.providers.small.uri=" + provider.uri(),
				"gateway.providers.small.paths=/small", "gateway.providers.small.rate=1/h",
				"gateway.providers.small.burst=2");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		OTHERS.forEach(RunningGateway::close);
		provider.close();
	}

	@Test
	void shouldAnswer429AfterTheBurstAndSayWhatToDo() throws IOException {
		for (int left = 2; left >= 0; left--) {
			HttpMessage answer = get("/dogs", "slow-1");
			assertThat(answer.status()).isEqualTo(200);
			assertLimits(answer, "\"rate\";q=3;w=10800", "\"rate\";r=" + left + ";t=" + (3 - left) * 3600);
		}
		HttpMessage refused = get("/dogs", "slow-1");
		assertProblem(refused, 429, "quota-exceeded", "/dogs");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
		assertLimits(refused, "\"rate\";q=3;w=10800", "\"rate\";r=0;t=10800");
		JsonNode problem = Problems.json(refused);
		assertThat(problem.get("violated-policies").toString()).isEqualTo("[\"rate\"]");
		assertThat(problem.get("detail").asString())
			.isEqualTo("The plan 'slow' allows 3 requests at once and 1/h steadily. Come back in "
					+ refused.header("Retry-After") + " s.");
	}

	@Test
	void shouldLetRequestsThroughAgain() throws IOException {
		await().pollInterval(Duration.ofMillis(1)).until(() -> get("/dogs", "quick").status() == 429);
		HttpMessage refused = get("/dogs", "quick");
		if (refused.status() == 429) {
			assertThat(refused.header("Retry-After")).isEqualTo("1");
		}
		await().pollInterval(Duration.ofMillis(20)).until(() -> get("/dogs", "quick").status() == 200);
	}

	@Test
	void shouldCountConsumersApart() throws IOException {
		useUp("/dogs", "slow-2");
		assertThat(get("/dogs", "slow-3").status()).isEqualTo(200);
	}

	@Test
	void shouldCountProvidersApart() throws IOException {
		useUp("/dogs", "slow-4");
		assertThat(get("/todo", "slow-4").status()).isEqualTo(200);
	}

	@Test
	void shouldCountConnectionsAndAddressesOfAConsumerTogether() throws IOException {
		for (int i = 1; i <= 3; i++) {
			assertThat(send("203.0.113." + i, "GET /dogs", "x-api-key: slow-5").status()).isEqualTo(200);
		}
		assertThat(send("203.0.113.4", "GET /dogs", "x-api-key: slow-5").status()).isEqualTo(429);
	}

	@Test
	void shouldCountAnonymousCallersByAddress() throws IOException {
		assertStatuses("198.51.100.1", 200, 200, 429);
		assertStatuses("198.51.100.2", 200, 200);
		assertThat(detail(send("198.51.100.2", "GET /dogs")))
			.startsWith("The plan 'anonymous' allows 2 requests at once and 1/h steadily. Come back in ")
			.endsWith(" s. An API key or token whose plan allows more raises the limit.");
	}

	@Test
	void shouldCountASubscribersIpv6AddressesTogether() throws IOException {
		assertStatuses("2001:db8:1:1::1", 200);
		assertStatuses("2001:db8:1:1:aaaa::2", 200);
		assertStatuses("2001:db8:1:1:bbbb::3", 429);
		assertStatuses("2001:db8:1:2::1", 200);
	}

	@Test
	void shouldNotBelieveWhatAClientSaysOfItsAddress() throws IOException {
		assertStatuses("198.51.100.3", 200, 200);
		HttpMessage refused = send("198.51.100.3", "GET /dogs", "Forwarded: for=192.0.2.1",
				"X-Forwarded-For: 192.0.2.1", "X-Real-IP: 192.0.2.1");
		assertThat(refused.status()).isEqualTo(429);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS", "DELETE" })
	void shouldCountEveryMethod(String method) throws IOException {
		String address = "198.51.100.1" + method.length();
		send(address, method + " /dogs");
		send(address, method + " /dogs");
		HttpMessage refused = send(address, method + " /dogs");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isNotBlank();
	}

	@Test
	void shouldLimitGuessesOfKeysAsAnonymous() throws IOException {
		String address = "198.51.100.20";
		for (int i = 0; i < 2; i++) {
			HttpMessage refused = send(address, "GET /dogs", "x-api-key: guess-" + i);
			assertThat(refused.status()).isEqualTo(401);
			assertLimits(refused, "\"rate\";q=2;w=7200", "\"rate\";r=" + (1 - i) + ";t=" + (i + 1) * 3600);
		}
		HttpMessage late = send(address, "GET /dogs", "x-api-key: guess-3");
		assertProblem(late, 429, "quota-exceeded", "/dogs");
		assertThat(detail(late))
			.startsWith(
					"Your credential was not accepted: The API key in x-api-key is not valid, or no longer. Send one")
			.contains(" So the request counted as anonymous, and the plan 'anonymous' allows 2 requests at once and 1/h"
					+ " steadily. Come back with a valid credential, or in ")
			.doesNotContain("guess");
		assertThat(detail(send(address, "GET /dogs", "Authorization: Bearer x")))
			.contains("No tokens are accepted here");
		assertThat(send(address, "GET /dogs", "x-api-key: rich").status()).isEqualTo(200);
		assertStatuses(address, 429);
	}

	@Test
	void shouldCountPathsThatNoProviderServes() throws IOException {
		String address = "198.51.100.30";
		HttpMessage missing = send(address, "GET /no/such");
		assertProblem(missing, 404, "not-found", "/no/such");
		assertLimits(missing, "\"rate\";q=2;w=7200", "\"rate\";r=1;t=3600");
		send(address, "GET /nor/such");
		assertThat(send(address, "GET /no/such").status()).isEqualTo(429);
		assertThat(send(address, "GET /dogs").status()).isEqualTo(200);
	}

	@Test
	void shouldTellLimitsOnFailuresAndInPlaceOfTheProvidersOwn() throws IOException {
		provider.answering(StubProvider.raw("HTTP/1.1 500 No\r\nRateLimit: \"theirs\";r=1;t=1\r\n"
				+ "RateLimit-Policy: \"theirs\";q=1;w=1\r\nContent-Length: 0\r\n\r\n"));
		try {
			assertLimits(get("/dogs", "slow-6"), "\"rate\";q=3;w=10800", "\"rate\";r=2;t=3600");
			provider.answering((request, socket, out) -> socket.close());
			HttpMessage broken = get("/dogs", "slow-6");
			assertThat(broken.status()).isEqualTo(503);
			assertThat(broken.header("RateLimit")).startsWith("\"rate\";r=");
		}
		finally {
			provider.answering(NO_BODY);
		}
	}

	@Test
	void shouldHoldADaysQuota() throws IOException {
		assertThat(get("/dogs", "daily").header("RateLimit-Policy"))
			.isEqualTo("\"rate\";q=1000;w=1, \"day\";q=2;w=86400");
		HttpMessage second = get("/dogs", "daily");
		assertThat(second.header("RateLimit")).contains(", \"day\";r=0;t=");
		HttpMessage refused = get("/dogs", "daily");
		assertProblem(refused, 429, "quota-exceeded", "/dogs");
		assertThat(Problems.json(refused).get("violated-policies").toString()).isEqualTo("[\"day\"]");
		assertThat(Problems.json(refused).get("detail").asString()).contains("2 requests a day");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(0, 86_400);
		assertThat(get("/todo", "daily").status()).isEqualTo(200);
	}

	@Test
	void shouldHoldAMonthsQuota() throws IOException {
		get("/dogs", "monthly");
		get("/dogs", "monthly");
		HttpMessage refused = get("/dogs", "monthly");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"rate\";q=1000;w=1, \"month\";q=2");
		assertThat(Problems.json(refused).get("violated-policies").toString()).isEqualTo("[\"month\"]");
	}

	@ParameterizedTest
	@CsvSource({ "day, 86400", "month, 2678400" })
	void shouldHoldTheQuotaOfCallersWithoutAKey(String period, int seconds, @TempDir Path own) throws IOException {
		String anonymous = new PlansFile(own).plan("anonymous", "{rate: 1000/s, quota: 1/" + period + "}").write();
		RunningGateway other = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", anonymous),
				"gateway.providers.dogs.uri=" + provider.uri());
		OTHERS.add(other);
		assertThat(RawClient.send(other.port(), "GET /dogs").status()).isEqualTo(200);
		int served = provider.requests().size();
		HttpMessage refused = RawClient.send(other.port(), "GET /dogs");
		assertProblem(refused, 429, "quota-exceeded", "/dogs");
		assertThat(Problems.json(refused).get("violated-policies").toString()).isEqualTo("[\"" + period + "\"]");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(0, seconds);
		assertThat(provider.requests()).hasSize(served);
	}

	@Test
	void shouldProtectAProviderFromAllCallersTogether() throws IOException {
		assertThat(get("/small", "rich").status()).isEqualTo(200);
		assertThat(get("/small", "poor").status()).isEqualTo(200);
		int served = provider.requests().size();
		HttpMessage refused = get("/small", "poor");
		assertProblem(refused, 503, "temporary-reduced-capacity", "/small");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
		assertThat(Problems.json(refused).get("detail").asString()).contains("'small'");
		// The provider's total is nobody's quota, and a refusal takes nothing.
		assertLimits(refused, "\"rate\";q=3;w=10800", "\"rate\";r=2;t=3600");
		assertLimits(get("/small", "poor"), "\"rate\";q=3;w=10800", "\"rate\";r=2;t=3600");
		assertThat(provider.requests()).hasSize(served);
		assertThat(get("/dogs", "poor").status()).isEqualTo(200);
	}

	@Test
	void shouldHeedAChangedPlanWithoutARestart() throws IOException {
		assertThat(get("/dogs", "changing").status()).isEqualTo(200);
		assertThat(get("/dogs", "changing").status()).isEqualTo(429);
		plans.plan("changing", "{rate: 1/h, burst: 1000000}").write();
		await().atMost(Duration.ofSeconds(30)).until(() -> get("/dogs", "changing").status() == 200);
		assertThat(get("/dogs", "changing").header("RateLimit-Policy")).startsWith("\"rate\";q=1000000;");
	}

	private static void useUp(String path, String key) throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThat(get(path, key).status()).isEqualTo(200);
		}
		assertThat(get(path, key).status()).isEqualTo(429);
	}

	private static void assertStatuses(String address, int... statuses) throws IOException {
		for (int status : statuses) {
			assertThat(send(address, "GET /dogs").status()).isEqualTo(status);
		}
	}

	private static String detail(HttpMessage refused) {
		return Problems.json(refused).get("detail").asString();
	}

	private static void assertLimits(HttpMessage answer, String policy, String limits) {
		assertThat(answer.header("RateLimit-Policy")).isEqualTo(policy);
		assertThat(answer.header("RateLimit")).isEqualTo(limits);
	}

	private static HttpMessage get(String path, String key) throws IOException {
		return send("203.0.113.7", "GET " + path, "x-api-key: " + key);
	}

	private static HttpMessage send(String address, String requestLine, String... headers) throws IOException {
		String family = address.contains(":") ? "TCP6 %s 2001:db8::80" : "TCP4 %s 192.0.2.80";
		try (RawClient client = new RawClient(gateway.port())) {
			client.write("PROXY " + family.formatted(address) + " 4000 80\r\n");
			client.write(RawClient.head(requestLine, headers));
			return client.read(requestLine.startsWith("HEAD "));
		}
	}

}
