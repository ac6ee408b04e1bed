package dev.crossaccount.privatelink.problem;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(Lifecycle.PER_CLASS)
class ProblemIT {

	private final ConfigurableApplicationContext service = TestService.start("management.server.port=0");

	private final int port = TestService.port(this.service);

	private final int managementPort = TestService.managementPort(this.service);

	@BeforeAll
	void warmUp() {
		assertThat(Wire.get(this.port, "/ok")).endsWith("served");
	}

	@AfterAll
	void stop() {
		this.service.close();
	}

	@Test
	void shouldGiveTheWholeShape() {
		String response = Wire.get(this.port, "/nothing/here?q=1", "X-Request-Id: abc-1", "Accept: text/html");
		assertThat(response).startsWith("HTTP/1.1 404 ")
			.contains("Content-Type: application/problem+json", "X-Request-Id: abc-1");
		assertThat(response).containsOnlyOnce("Cache-Control: no-store");
		Map<?, ?> body = new JsonMapper().readValue(response.substring(response.indexOf("\r\n\r\n")), Map.class);
		assertThat(body).isEqualTo(Map.of("type", "urn:problem-type:not-found", "title", "Not found", "status", 404,
				"detail", "There is nothing at this path.", "instance", "/nothing/here", "requestId", "abc-1"));
	}

	@Test
	void shouldKeepTheOrderOfMembers() {
		String response = Wire.get(this.port, "/number?value=x");
		Map<?, ?> body = new JsonMapper().readValue(response.substring(response.indexOf("\r\n\r\n")),
				LinkedHashMap.class);
		assertThat(body.keySet()).map(Object::toString)
			.containsExactly("type", "title", "status", "detail", "instance", "requestId", "field");
	}

	@Test
	void shouldLeaveTheCacheControlOfTheServiceAlone() {
		assertThat(Wire.get(this.port, "/cached")).startsWith("HTTP/1.1 404 ")
			.contains("Cache-Control: private, no-cache")
			.doesNotContain("no-store");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GET  | /number              | 400 | invalid-value          | "field":"value"
					GET  | /number?value=x      | 400 | invalid-value          | "field":"value"
					GET  | /header              | 400 | invalid-value          | "field":"X-Needed"
					POST | /ok                  | 405 | method-not-allowed     | "detail":"POST is not allowed here. Use one of: GET, HEAD."
					TRACE | /ok                 | 405 | method-not-allowed     | "detail":"TRACE is not allowed here. Use one of: GET, HEAD."
					POST | /body                | 400 | bad-request            | "detail":"The body is missing or is not well-formed."
					GET  | /fails               | 500 | internal-error         | "title":"Internal server error"
					GET  | /unavailable         | 503 | service-unavailable    | "title":"Service unavailable"
					GET  | /send-error          | 400 | bad-request            | "instance":"/send-error"
					GET  | /error               | 404 | not-found              | "instance":"/error"
					""")
	void shouldMapEachError(String method, String path, int status, String slug, String part) {
		try (Wire wire = Wire.to(this.port)) {
			String response = wire
				.send(Wire.request(method, path, "Content-Length: 0", "Content-Type: application/json"))
				.readAll();
			assertThat(response).startsWith("HTTP/1.1 %d ".formatted(status))
				.contains("\"type\":\"urn:problem-type:%s\"".formatted(slug), part, "\"requestId\":\"",
						"Content-Type: application/problem+json")
				.doesNotContain("secret", "Exception", "<html");
		}
	}

	@Test
	void shouldAnswer406And415() {
		assertThat(Wire.get(this.port, "/number?value=1", "Accept: image/png")).startsWith("HTTP/1.1 406 ")
			.contains("urn:problem-type:not-acceptable", "application/json", "Cache-Control: no-store")
			.doesNotContain("Accept:");
		try (Wire wire = Wire.to(this.port)) {
			assertThat(
					wire.send(Wire.request("POST", "/body", "Content-Length: 0", "Content-Type: text/plain")).readAll())
				.startsWith("HTTP/1.1 415 ")
				.contains("urn:problem-type:unsupported-media-type", "Accept: application/json",
						"\"detail\":\"Send a body as one of: application/json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Other: 1", "Content-Type: wrong" })
	void shouldSayWhatToSend(String header) {
		try (Wire wire = Wire.to(this.port)) {
			assertThat(wire.send(Wire.request("POST", "/form", "Content-Length: 0", header)).readAll())
				.startsWith("HTTP/1.1 415 ")
				.contains("\"detail\":\"Content-Type is missing, or is not a media type.");
		}
	}

	@Test
	void shouldSendAllowAndRetryAfter() {
		try (Wire wire = Wire.to(this.port)) {
			assertThat(wire.send(Wire.request("DELETE", "/ok")).readAll()).contains("Allow: GET, HEAD\r\n");
		}
		assertThat(Wire.get(this.port, "/unavailable")).contains("Retry-After: ");
	}

	@Test
	void shouldAnswerTheSameOnTheManagementPort() {
		assertThat(Wire.get(this.managementPort, "/actuator/metrics", "X-Request-Id: abc-2"))
			.startsWith("HTTP/1.1 404 ")
			.contains("X-Request-Id: abc-2", "\"requestId\":\"abc-2\"", "Cache-Control: no-store",
					"Content-Type: application/problem+json");
		try (Wire wire = Wire.to(this.managementPort)) {
			assertThat(wire.send(Wire.request("TRACE", "/actuator/health")).readAll()).startsWith("HTTP/1.1 405 ")
				.contains("Allow: GET, HEAD\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rubbish\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
			"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
			"GET /a/../../b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\nConnection: close\r\n\r\n" })
	void shouldAnswerBadHttpWithAProblem(String request) {
		for (int each : new int[] { this.port, this.managementPort }) {
			try (Wire wire = Wire.to(each)) {
				String response = wire.send(request.getBytes(StandardCharsets.ISO_8859_1)).readAll();
				assertThat(response).startsWith("HTTP/1.1 400 ")
					.contains("Content-Type: application/problem+json", "\"type\":\"urn:problem-type:bad-request\"",
							"\"requestId\":\"", "Cache-Control: no-store")
					.doesNotContain("<html");
			}
		}
	}

}
