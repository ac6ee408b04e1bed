package dev.crossaccount.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An issuer that does not answer, or not well, beside one that does. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class TokenOutageIT {

	/** Less than the time after which a silent issuer is given up. */
	private static final Duration PROMPT = Duration.ofMillis(1500);

	private static StubProvider todo;

	private TokenIssuer sick;

	private TokenIssuer healthy;

	private RunningGateway gateway;

	@BeforeAll
	static void startProvider() throws IOException {
		todo = new StubProvider();
	}

	@AfterAll
	static void stopProvider() throws IOException {
		todo.close();
	}

	@BeforeEach
	void start() throws IOException {
		this.sick = new TokenIssuer();
		this.healthy = new TokenIssuer();
		this.gateway = startGateway();
	}

	private RunningGateway startGateway() {
		return RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.todo.access[0].allow=todo:write", "gateway.issuers.sick.uri=" + this.sick.uri(),
				"gateway.issuers.sick.jwks-uri=" + this.sick.uri() + "/jwks",
				"gateway.issuers.sick.audiences=" + TokenIssuer.AUDIENCE,
				"gateway.issuers.healthy.uri=" + this.healthy.uri(),
				"gateway.issuers.healthy.audiences=" + TokenIssuer.AUDIENCE);
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.sick.close();
		this.healthy.close();
	}

	@Test
	void shouldNotLetTokensWaitForTheKeysOfAnotherIssuer(CapturedOutput output) throws Exception {
		this.gateway.close();
		this.sick.silent = true;
		int before = this.sick.fetches();
		int printed = output.length();
		this.gateway = startGateway();
		await().atMost(Duration.ofSeconds(20))
			.until(() -> output.toString().substring(printed).contains("The keys of issuer sick can't be fetched"));
		List<String> others = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			others.add(token(this.healthy, "main"));
		}
		List<RawClient> waiting = sendTokensOfSick("main");
		for (String other : others) {
			assertPromptlyAccepted(other);
		}
		assertUnavailable(waiting);
		assertThat(this.sick.fetches() - before).isBetween(1, 4);
	}

	@Test
	void shouldServeOnWithKeysAtHandWhileOthersWaitForNewOnes(CapturedOutput output) throws Exception {
		assertThat(get(token(this.sick, "main")).status()).isEqualTo(200);
		this.sick.silent = true;
		List<String> known = List.of(token(this.sick, "main"), token(this.sick, "main"));
		List<RawClient> waiting = sendTokensOfSick(null);
		for (String token : known) {
			assertPromptlyAccepted(token);
		}
		assertUnavailable(waiting);
		assertThat(output.toString().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
	}

	@Test
	void shouldCallAKeyUnknownOnlyWhileItsIssuerAnswers(CapturedOutput output) throws Exception {
		assertThat(get(token(this.sick, "main")).status()).isEqualTo(200);
		assertProblem(get(token(this.sick, "unknown")), 401, "invalid-token", "/todo");
		this.sick.down = true;
		await().atMost(Duration.ofSeconds(30)).until(() -> get(token(this.sick, "unknown")).status() == 503);
		int before = this.sick.fetches();
		long start = System.nanoTime();
		for (int i = 0; i < 200; i++) {
			assertUnavailable(get(token(this.sick, UUID.randomUUID().toString())));
		}
		long intervals = Duration.ofNanos(System.nanoTime() - start).toSeconds() / 10 + 2;
		assertThat(this.sick.fetches() - before).isLessThanOrEqualTo((int) (2 * intervals));
		assertThat(output.toString().lines().filter((line) -> line.contains("WARN"))).hasSize(1);
		assertThat(get(token(this.sick, "main")).status()).isEqualTo(200);
		this.sick.down = false;
		await().atMost(Duration.ofSeconds(30)).until(() -> get(token(this.sick, "unknown")).status() == 401);
	}

	/** Fifty at once, none of which the gateway has seen. */
	private List<RawClient> sendTokensOfSick(@Nullable String keyId) throws Exception {
		List<String> tokens = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			tokens.add(token(this.sick, (keyId != null) ? keyId : UUID.randomUUID().toString()));
		}
		int before = this.sick.fetches();
		List<RawClient> clients = new ArrayList<>();
		for (String token : tokens) {
			clients.add(new RawClient(this.gateway.port())
				.write(RawClient.head("GET /todo", "Authorization: Bearer " + token)));
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> this.sick.fetches() > before);
		return clients;
	}

	private static String token(TokenIssuer issuer, String keyId) throws JOSEException {
		return issuer.sign(issuer.header().keyID(keyId), issuer.claims().jwtID(UUID.randomUUID().toString()));
	}

	private HttpMessage get(String token) throws IOException {
		return RawClient.send(this.gateway.port(), "GET /todo", "Authorization: Bearer " + token);
	}

	private void assertPromptlyAccepted(String token) throws IOException {
		long start = System.nanoTime();
		assertThat(get(token).status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
	}

	private static void assertUnavailable(List<RawClient> clients) throws IOException {
		for (RawClient client : clients) {
			try (client) {
				assertUnavailable(client.read());
			}
		}
	}

	private static void assertUnavailable(HttpMessage response) {
		assertProblem(response, 503, "authorization-server-unavailable", "/todo");
		assertThat(response.header("Retry-After")).isEqualTo("10");
	}

}
