package dev.crossaccount.gateway;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page at {@code /} as browsers and programs get it. */
class PortalIT {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static StubProvider dogs;

	private static StubProvider todo;

	private static RunningGateway gateway;

	private static RunningGateway open;

	@BeforeAll
	static void start() throws IOException {
		dogs = new StubProvider();
		todo = new StubProvider();
		gateway = RunningGateway.with();
		open = RunningGateway.with("gateway.portal.operations=true", "gateway.account=111111111111",
				"gateway.providers.dogs.uri=" + dogs.uri(), "gateway.providers.todo.uri=" + todo.uri());
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		open.close();
		dogs.close();
		todo.close();
	}

	@Test
	void shouldGiveBrowsersAPage() throws IOException {
		HttpMessage page = get(gateway, "/", BROWSER);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
		assertThat(page.header("Vary")).isEqualTo("Accept");
		assertThat(page.header("X-Request-Id")).isNotBlank();
		assertThat(page.text()).startsWith("<!DOCTYPE html>").contains("<h1>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Accept: application/json", "Accept: no type", "X-No: Accept" })
	void shouldGiveProgramsAnIndex(String accept) throws IOException {
		HttpMessage index = get(gateway, "/", accept);
		assertThat(index.header("Content-Type")).isEqualTo("application/json");
		assertThat(index.header("Vary")).isEqualTo("Accept");
		JsonNode json = Problems.json(index);
		assertThat(json.get("name").asString()).isEqualTo("Cross-account APIs");
		assertThat(json.has("version")).isTrue();
		assertThat(json.at("/apis/0/paths/0").asString()).isEqualTo("/dogs");
		assertThat(json.get("links").toString())
			.isEqualTo("{'portal':'/','docs':'/docs','openapi':'/openapi'}".replace('\'', '"'));
	}

	@ParameterizedTest
	@CsvSource({ "/, text/html;charset=utf-8", "/portal/index.html, text/html;charset=utf-8",
			"/portal/portal.css, text/css;charset=utf-8", "/portal/main.js, text/javascript;charset=utf-8",
			"/portal/icon.svg, image/svg+xml" })
	void shouldServeWhatThePageIsMadeOf(String path, String type) throws IOException {
		HttpMessage file = get(gateway, path, BROWSER);
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.header("Content-Type")).isEqualTo(type);
		assertThat(file.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
			.doesNotContain("unsafe");
		assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(file.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
		HttpMessage again = get(gateway, path, BROWSER, "If-None-Match: " + file.header("ETag"));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void shouldBeMadeOfFilesThatThereAre() throws IOException {
		String page = get(gateway, "/", BROWSER).text();
		List<String> files = page.lines()
			.flatMap((line) -> Pattern.compile("(?:href|src)=\"(/portal/[^\"]+)\"").matcher(line).results())
			.map((match) -> match.group(1))
			.toList();
		assertThat(files).hasSizeGreaterThan(2)
			.allSatisfy((file) -> assertThat(get(gateway, file).status()).isEqualTo(200));
		assertThat(page).as("what the policy refuses")
			.doesNotContain("<style", "style=", "onclick", "http://", "https://");
	}

	@Test
	void shouldServeNothingElse() throws IOException {
		for (String path : List.of("/portal", "/portal/", "/portal/nothing.js", "/portal/portal.css/")) {
			Problems.assertProblem(get(gateway, path), 404, "not-found", path);
		}
		HttpMessage post = RawClient.send(gateway.port(), "POST /", "Content-Length: 0");
		Problems.assertProblem(post, 405, "method-not-allowed", "/");
		assertThat(post.header("Allow")).isEqualTo("GET, HEAD");
		assertThat(RawClient.send(gateway.managementPort(), "GET /", BROWSER).status()).isEqualTo(404);
	}

	@Test
	void shouldKeepTheOperationalPartToItself() throws IOException {
		Problems.assertProblem(get(gateway, "/portal/status"), 404, "not-found", "/portal/status");
		assertThat(get(gateway, "/").text()).doesNotContain("status\":\"/");
	}

	@Test
	void shouldShowTheOperationalPartWhereThatIsWanted() throws IOException {
		assertThat(Problems.json(get(open, "/")).at("/links/status").asString()).isEqualTo("/portal/status");
		JsonNode status = Problems.json(get(open, "/portal/status"));
		assertThat(status.get("account").asString()).isEqualTo("111111111111");
		assertThat(status.at("/providers/0/name").asString()).isEqualTo("dogs");
		assertThat(status.at("/providers/0/account").asString()).isEqualTo("222222222222");
		assertThat(status.at("/providers/0/breaker").asString()).isEqualTo("closed");
		assertThat(status.toString()).doesNotContain("http", "localhost", String.valueOf(dogs.port()), "anonymous");
	}

	@Test
	void shouldShowTrafficAndThatAProviderStopped() throws IOException {
		await().untilAsserted(() -> {
			get(open, "/dogs");
			JsonNode status = Problems.json(get(open, "/portal/status"));
			assertThat(status.at("/traffic/rate").asDouble()).isPositive();
			assertThat(status.at("/providers/0/traffic/rate").asDouble()).isPositive();
			assertThat(status.at("/providers/0/traffic/p99Ms").asDouble()).isPositive();
			assertThat(status.at("/providers/0/traffic/errorShare").asDouble(-1)).isZero();
			assertThat(status.at("/providers/0/health/state").asString()).isEqualTo("up");
			assertThat(status.at("/providers/1/health/state").asString()).as("nobody called it").isEqualTo("up");
		});
		todo.close();
		await().untilAsserted(() -> {
			JsonNode provider = Problems.json(get(open, "/portal/status")).at("/providers/1");
			assertThat(provider.get("health").toString())
				.isEqualTo("{\"state\":\"down\",\"reason\":\"does not answer\"}");
		});
		HttpMessage failed = get(open, "/todo");
		assertThat(failed.status()).isEqualTo(503);
		await().untilAsserted(() -> assertThat(
				Problems.json(get(open, "/portal/status")).at("/providers/1/traffic/errorShare").asDouble())
			.isPositive());
	}

	private static HttpMessage get(RunningGateway gateway, String path, String... headers) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path, headers);
	}

}
