package dev.crossaccount.gateway;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers of an API learn that will go. */
class DeprecationIT {

	private static final String NEXT = "</todo?after=x>; rel=\"next\"";

	private static StubProvider todo;

	private static StubProvider dogs;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider().answering(StubProvider.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nLink: " + NEXT
				+ "\r\nSunset: Tue, 01 Jan 2030 00:00:00 GMT\r\n\r\n"));
		dogs = new StubProvider();
		gateway = RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.dogs.uri=" + dogs.uri(), "gateway.providers.todo.max-body=10B",
				"gateway.providers.todo.deprecation.since=2026-06-01",
				"gateway.providers.todo.deprecation.sunset=2027-01-01T12:30:00+01:00",
				"gateway.providers.todo.deprecation.link=https://example.com/moving");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
		dogs.close();
	}

	@Test
	void shouldTellOnEveryAnswerBesideTheProvidersOwnLinks() throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), "GET /todo");
		assertThat(answer.status()).isEqualTo(200);
		assertDeprecated(answer);
		assertThat(links(answer)).startsWith("Link: " + NEXT).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PATCH /todo", "POST /todo" })
	void shouldTellOnErrorsOfTheGatewayToo(String requestLine) throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), requestLine, "Content-Length: 11");
		assertThat(answer.status()).isIn(405, 413);
		assertDeprecated(answer);
	}

	@Test
	void shouldTellNothingOfOthers() throws IOException {
		HttpMessage answer = RawClient.send(gateway.port(), "GET /dogs");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers()).noneMatch((line) -> line.matches("(?i)(deprecation|sunset|link):.*"));
	}

	private static void assertDeprecated(HttpMessage answer) {
		assertThat(answer.header("Deprecation")).isEqualTo("@1780272000");
		assertThat(answer.header("Sunset")).isEqualTo("Fri, 01 Jan 2027 11:30:00 GMT");
		assertThat(links(answer)).contains("Link: <https://example.com/moving>; rel=\"deprecation\"",
				"Link: <https://example.com/moving>; rel=\"sunset\"");
	}

	private static List<String> links(HttpMessage answer) {
		return answer.headers().stream().filter((line) -> line.startsWith("Link:")).toList();
	}

}
