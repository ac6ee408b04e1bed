package dev.crossaccount.gateway;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The life of tokens with a real authorization server, in the order in which it lives.
 */
@Tag("any-jdk")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class TokenIT {

	private static StubProvider todo;

	private static AuthorizationServer server;

	private static RunningGateway gateway;

	private static String token = "";

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		server = new AuthorizationServer();
		gateway = startGateway();
	}

	private static RunningGateway startGateway() {
		return RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.todo.access[0].methods=POST", "gateway.providers.todo.access[0].allow=todo:write",
				"gateway.issuers.local.uri=" + server.uri(), "gateway.issuers.local.audiences=cross-account-apis");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		server.close();
		todo.close();
	}

	@Test
	@Order(1)
	void shouldLetATokenDoWhatItsScopesAllow() throws Exception {
		token = server.token("todo:write");
		assertThat(post(token).status()).isEqualTo(200);
		assertThat(RawClient.send(gateway.port(), "POST /todo", "Content-Length: 0").status()).isEqualTo(401);
		assertThat(post(server.token("todo:read")).status()).isEqualTo(403);
	}

	@Test
	@Order(2)
	void shouldServeOnWithCachedKeysWhileTheServerIsGone() throws Exception {
		String unseen = server.token("todo:write");
		server.stop();
		server.start();
		String ofNewKey = server.token("todo:write");
		server.stop();
		for (int i = 0; i < 5; i++) {
			assertUnavailable(post(ofNewKey));
		}
		assertThat(post(token).status()).isEqualTo(200);
		assertThat(post(unseen).status()).isEqualTo(200);
		server.start();
		await().atMost(Duration.ofSeconds(60)).until(() -> post(ofNewKey).status() == 401);
		server.stop();
	}

	@Test
	@Order(3)
	void shouldAnswer503WithoutKeysUntilTheServerIsThere(CapturedOutput output) throws Exception {
		gateway.close();
		gateway = startGateway();
		for (int i = 0; i < 5; i++) {
			assertUnavailable(post(token));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("can't be fetched"))).hasSize(1);
		server.start();
		token = server.token("todo:write");
		await().atMost(Duration.ofSeconds(60)).until(() -> post(token).status() == 200);
		assertThat(output.toString().lines().filter((line) -> line.contains("can be fetched again"))).hasSize(1);
	}

	@Test
	@Order(4)
	void shouldFollowTheServerToNewKeysAndForgetTheOld() throws Exception {
		server.stop();
		server.start();
		String later = server.token("todo:write");
		assertThat(post(token).status()).isEqualTo(200);
		await().atMost(Duration.ofSeconds(60)).until(() -> post(later).status() == 200);
		assertProblem(post(token), 401, "invalid-token", "/todo");
	}

	private static void assertUnavailable(HttpMessage response) {
		assertProblem(response, 503, "authorization-server-unavailable", "/todo");
		assertThat(response.header("Retry-After")).isEqualTo("10");
	}

	private static HttpMessage post(String token) throws IOException {
		return RawClient.send(gateway.port(), "POST /todo", "Content-Length: 0", "Authorization: Bearer " + token);
	}

}
