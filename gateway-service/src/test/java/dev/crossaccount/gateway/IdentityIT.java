package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a provider learns of who calls. */
class IdentityIT {

	private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	private static final String KEY = "the-key-of-the-shop";

	@TempDir
	private static Path folder;

	private static StubProvider todo;

	private static TokenIssuer issuer;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		issuer = new TokenIssuer();
		ConsumersFile consumers = new ConsumersFile(folder.resolve("consumers.yaml"))
			.with("  shop: {key-sha256: [%s], scopes: [todo:write, todo:read]}%n".formatted(ConsumersFile.sha256(KEY)));
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", consumers.toString()),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.raw.uri=" + todo.uri(),
				"gateway.providers.raw.paths=/raw", "gateway.providers.raw.forward-credentials=true",
				"gateway.issuers.local.uri=" + issuer.uri(), "gateway.issuers.local.audiences=" + TokenIssuer.AUDIENCE);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		issuer.close();
		todo.close();
	}

	@Test
	void shouldCallAStrangerAnonymous() throws IOException {
		HttpMessage request = received("/todo");
		assertThat(request.header("X-Consumer-Id")).isEqualTo("anonymous");
		assertThat(request.header("X-Auth-Method")).isEqualTo("anonymous");
		assertThat(request.all("X-Scopes")).isEmpty();
		assertThat(request.header("X-Request-Id")).isNotBlank();
		assertThat(request.header("Forwarded")).startsWith("for=127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Consumer-Id", "x-consumer-id", "X_Consumer_Id", "x_consumer-id", "X.Consumer.Id",
			"X-AUTH-METHOD", "X_AUTH_METHOD", "X-Scopes", "x_scopes", "X_Request_Id", "X_Forwarded_For", "X_Real_IP" })
	void shouldDropWhatAClientSaysOfItself(String name) throws IOException {
		HttpMessage request = received("/todo", name + ": forged", name + ": forged too",
				"Connection: X-Consumer-Id, X-Auth-Method, traceparent");
		assertThat(request.headers()).noneMatch((line) -> line.contains("forged"));
		assertThat(request.header("X-Consumer-Id")).isEqualTo("anonymous");
		assertThat(request.header("X-Auth-Method")).isEqualTo("anonymous");
		assertThat(request.header("traceparent")).isNotBlank();
	}

	@Test
	void shouldSayWhoCallsAndKeepTheKey() throws IOException {
		HttpMessage request = received("/todo", "X-API-Key: " + KEY, "X_Api_Key: other");
		assertThat(request.header("X-Consumer-Id")).isEqualTo("shop");
		assertThat(request.header("X-Auth-Method")).isEqualTo("api-key");
		assertThat(request.header("X-Scopes")).isEqualTo("todo:read todo:write");
		assertThat(request.headers()).noneMatch((line) -> line.toLowerCase().matches("x.api.key:.*"))
			.noneMatch((line) -> line.contains(KEY));
	}

	@Test
	void shouldSayWhichClientOfWhichIssuerCallsAndKeepTheToken() throws Exception {
		String token = issuer.sign(issuer.claims().claim("client_id", "demo"));
		HttpMessage request = received("/todo", "X-Consumer-Id: forged", "X-Auth-Method: forged",
				"X_Consumer_Id: forged", "X-Scopes: forged", "Authorization: Bearer " + token);
		assertThat(request.header("X-Consumer-Id")).isEqualTo("local/demo");
		assertThat(request.header("X-Auth-Method")).isEqualTo("jwt");
		assertThat(request.header("X-Scopes")).isEqualTo("todo:write");
		assertThat(request.headers()).noneMatch((line) -> line.contains("forged") || line.contains(token));
	}

	@Test
	void shouldLeaveTheKeyToAProviderThatAsksForIt() throws IOException {
		assertThat(received("/raw", "x-api-key: " + KEY).header("x-api-key")).isEqualTo(KEY);
	}

	@Test
	void shouldKeepCookies() throws IOException {
		assertThat(received("/todo", "Cookie: a=b").header("Cookie")).isEqualTo("a=b");
	}

	@Test
	void shouldKeepAWellFormedTrace() throws IOException {
		HttpMessage request = received("/todo", "Traceparent: " + TRACE, "tracestate: a=1", "Tracestate: b=2");
		assertThat(request.header("traceparent")).isEqualTo(TRACE);
		assertThat(request.all("tracestate")).containsExactly("a=1", "b=2");
	}

	@Test
	void shouldBeginATrace() throws IOException {
		String first = received("/todo").header("traceparent");
		assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
		assertThat(received("/todo").header("traceparent")).isNotEqualTo(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: y", "traceparent: forged", "traceparent: " + TRACE + "\r\ntraceparent: " + TRACE })
	void shouldReplaceAMissingMalformedOrRepeatedTrace(String header) throws IOException {
		HttpMessage request = received("/todo", header, "tracestate: a=1");
		assertThat(request.header("traceparent")).endsWith("-00").isNotEqualTo(TRACE);
		assertThat(request.all("tracestate")).isEmpty();
	}

	private static HttpMessage received(String path, String... headers) throws IOException {
		assertThat(RawClient.send(gateway.port(), "GET " + path, headers).status()).isEqualTo(200);
		return todo.lastRequest();
	}

}
