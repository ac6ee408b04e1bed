package dev.crossaccount.privatelink.quick;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/** An answer at hand, and everything that is asked of its path besides. */
@TestInstance(Lifecycle.PER_CLASS)
class QuickAnswerIT {

	private static final String BODY = "{\"quick\":true}";

	/** What the handler does not look into, and Spring MVC takes for JSON. */
	private static final String SLOW = "Accept: application/json, text/plain";

	private final ConfigurableApplicationContext service = TestService.start("management.server.port=0",
			"management.endpoints.web.exposure.include=prometheus");

	private final ConfigurableApplicationContext guarded = TestService.start("privatelink.proxy-protocol=required",
			"privatelink.allowed-endpoints=vpce-0a", "management.server.port=0",
			"management.endpoints.web.exposure.include=prometheus");

	@AfterAll
	void stop() {
		this.service.close();
		this.guarded.close();
	}

	@Test
	void shouldAnswerAsTheControllerDoesWithoutTroublingIt() {
		int before = controllerCalls(this.service);
		String quick = get("X-Request-Id: r1");
		assertThat(controllerCalls(this.service)).isEqualTo(before);
		assertThat(quick).startsWith("HTTP/1.1 200 OK\r\n").endsWith(BODY);
		assertThat(lines(quick)).hasSameElementsAs(lines(get("X-Request-Id: r1", SLOW)));
		assertThat(controllerCalls(this.service)).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Accept: application/json", "X-Request-Id: not well-formed" })
	void shouldAnswerQuickly(String header) {
		int before = controllerCalls(this.service);
		assertThat(get(header)).endsWith(BODY).containsPattern("X-Request-Id: [0-9a-f]{32}\r\n");
		assertThat(controllerCalls(this.service)).isEqualTo(before);
	}

	@Test
	void shouldGiveEachRequestAnIdOfItsOwn() {
		assertThat(Stream.generate(() -> get()).limit(10).map(QuickAnswerIT::requestId).distinct()).hasSize(10);
	}

	@Test
	void shouldLeaveWhatIsNotPlainToTheController() {
		assertThat(get("Accept: text/html")).startsWith("HTTP/1.1 406 ").contains("urn:problem-type:not-acceptable");
		assertThat(send("HEAD", "/quick")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
		assertThat(send("DELETE", "/quick")).startsWith("HTTP/1.1 405 ").contains("Allow: ");
		assertThat(send("GET", "/quick/")).startsWith("HTTP/1.1 404 ").contains("urn:problem-type:not-found");
		int before = controllerCalls(this.service);
		assertThat(send("GET", "/quick;x=1")).endsWith(BODY);
		assertThat(send("GET", "/quick?left=alone")).endsWith(BODY);
		assertThat(controllerCalls(this.service)).isEqualTo(before + 1);
	}

	@Test
	void shouldServeManyRequestsOfAConnection() {
		try (Wire wire = Wire.to(TestService.port(this.service))) {
			for (int i = 0; i < 5; i++) {
				assertThat(wire.send(Wire.requestKeepingAlive("GET", "/quick")).readUntil("}")).endsWith(BODY);
				assertThat(wire.send(Wire.requestKeepingAlive("GET", "/ok")).readUntil("served")).contains("200 OK");
			}
			assertThat(wire.send(Wire.requestKeepingAlive("GET", "/quick"), Wire.request("GET", "/quick"))
				.readAll()
				.split(Pattern.quote(BODY), -1)).hasSize(3);
		}
	}

	@Test
	void shouldRefuseEndpointsThatAreNotAllowed() {
		assertThat(through("vpce-0a")).startsWith("HTTP/1.1 200 ").endsWith(BODY);
		assertThat(through("vpce-0b")).startsWith("HTTP/1.1 403 ").contains("urn:problem-type:endpoint-not-allowed");
	}

	@Test
	void shouldMeasureWhatItAnswersWithAllElse() {
		through("vpce-0a", "X-Request-Id: r1");
		through("vpce-0a", "X-Request-Id: r1", SLOW);
		Awaitility.await().untilAsserted(() -> {
			List<String> series = counts(this.guarded);
			assertThat(series).as("one series for both").hasSize(1);
			assertThat(series.get(0)).contains("vpc_endpoint_id=\"vpce-0a\"").matches(".* [2-9]\\.?0?");
		});
	}

	@Test
	void shouldTellClientsToLeaveWhileDraining() {
		ConfigurableApplicationContext leaving = TestService.start("privatelink.drain-delay=2s");
		try (Wire pooled = Wire.to(TestService.port(leaving))) {
			assertThat(pooled.send(Wire.requestKeepingAlive("GET", "/quick")).readUntil("}"))
				.doesNotContain("Connection:");
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(leaving::close);
			String last = "";
			while (!last.contains("Connection: close")) {
				last = pooled.send(Wire.requestKeepingAlive("GET", "/quick")).readUntil("}");
			}
			assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
		}
	}

	@Test
	void shouldLeaveRequestsToSpringWhereTheyAreTraced() {
		try (ConfigurableApplicationContext traced = TestService
			.start("management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:9/v1/traces")) {
			assertThat(Wire.get(TestService.port(traced), "/quick")).endsWith(BODY);
			assertThat(controllerCalls(traced)).isEqualTo(1);
		}
	}

	private String get(String... headers) {
		return Wire.get(TestService.port(this.service), "/quick", headers);
	}

	private String send(String method, String path) {
		try (Wire wire = Wire.to(TestService.port(this.service))) {
			return wire.send(Wire.request(method, path)).readAll();
		}
	}

	private String through(String endpoint, String... headers) {
		try (Wire wire = Wire.to(TestService.port(this.guarded))) {
			return wire.send(ProxyBytes.through(endpoint), Wire.request("GET", "/quick", headers)).readAll();
		}
	}

	private static int controllerCalls(ConfigurableApplicationContext service) {
		return service.getBean(TestService.ControllerCalls.class).count().get();
	}

	private static List<String> counts(ConfigurableApplicationContext service) {
		return Wire.get(TestService.managementPort(service), "/actuator/prometheus")
			.lines()
			.filter((line) -> line.startsWith("http_server_requests_seconds_count") && line.contains("uri=\"/quick\"")
					&& line.contains("status=\"200\""))
			.toList();
	}

	private static String requestId(String answer) {
		return answer.replaceAll("(?s).*X-Request-Id: ([0-9a-f]+).*", "$1");
	}

	private static List<String> lines(String answer) {
		return answer.lines().filter((line) -> !line.startsWith("Date:")).sorted().toList();
	}

}
