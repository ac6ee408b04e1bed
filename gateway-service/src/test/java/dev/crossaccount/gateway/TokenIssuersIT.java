package dev.crossaccount.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whom a new gateway believes, with an issuer and a gateway for each test. */
@ExtendWith(OutputCaptureExtension.class)
class TokenIssuersIT {

	private static StubProvider todo;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
	}

	@AfterAll
	static void stop() throws IOException {
		todo.close();
	}

	@Test
	void shouldAcceptItsThreeAlgorithmsOnly() throws Exception {
		ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
		ECKey ec384 = new ECKeyGenerator(Curve.P_384).keyID("ec384").generate();
		RSAKey rsa = TokenIssuer.rsaKey("rsa");
		try (TokenIssuer other = new TokenIssuer()) {
			other.published.addAll(List.of(ec, ec384, rsa));
			try (RunningGateway fresh = startGateway(other)) {
				for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
					assertThat(get(fresh,
							TokenIssuer.sign(header(algorithm, "rsa"), other.claims(), new RSASSASigner(rsa)))
						.status()).isEqualTo(200);
				}
				assertThat(get(fresh,
						TokenIssuer.sign(header(JWSAlgorithm.ES256, "ec"), other.claims(), new ECDSASigner(ec)))
					.status()).isEqualTo(200);
				for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS512)) {
					assertThat(get(fresh,
							TokenIssuer.sign(header(algorithm, "rsa"), other.claims(), new RSASSASigner(rsa)))
						.status()).as(algorithm.getName()).isEqualTo(401);
				}
				assertThat(get(fresh,
						TokenIssuer.sign(header(JWSAlgorithm.ES384, "ec384"), other.claims(), new ECDSASigner(ec384)))
					.status()).isEqualTo(401);
			}
		}
	}

	@Test
	void shouldAskSeldomForKeysThatDoNotExist() throws Exception {
		try (TokenIssuer other = new TokenIssuer(); RunningGateway fresh = startGateway(other)) {
			RSASSASigner signer = new RSASSASigner(TokenIssuer.rsaKey("thief"));
			for (int i = 0; i < 200; i++) {
				String token = TokenIssuer.sign(header(JWSAlgorithm.RS256, UUID.randomUUID().toString()),
						other.claims(), signer);
				assertThat(get(fresh, token).status()).isEqualTo(401);
			}
			assertThat(other.fetches()).isBetween(1, 6);
			assertThat(get(fresh, other.sign(other.claims())).status()).isEqualTo(200);
		}
	}

	@Test
	void shouldNotTrustMetadataOfAnotherIssuer(CapturedOutput output) throws Exception {
		try (TokenIssuer other = new TokenIssuer()) {
			other.otherName = "http://localhost:1";
			try (RunningGateway fresh = startGateway(other)) {
				assertProblem(get(fresh, other.sign(other.claims())), 503, "authorization-server-unavailable", "/todo");
				assertThat(other.fetches()).isZero();
				assertThat(output).contains("its metadata name another issuer");
			}
		}
	}

	@Test
	void shouldSayThatNoTokensAreAcceptedWithoutAnIssuer() throws Exception {
		try (TokenIssuer issuer = new TokenIssuer();
				RunningGateway without = RunningGateway.with("gateway.providers.todo.uri=" + todo.uri())) {
			HttpMessage response = get(without, issuer.sign(issuer.claims()));
			assertProblem(response, 401, "invalid-token", "/todo");
			assertThat(response.text()).contains("No tokens are accepted here. Leave", "x-api-key");
			assertThat(response.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"api\"");
			HttpMessage basic = RawClient.send(without.port(), "GET /todo", "Authorization: Basic dTpw");
			assertProblem(basic, 401, "invalid-token", "/todo");
			assertThat(basic.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"api\"");
		}
	}

	@Test
	void shouldSaySoonAfterItsStartWhatIsWrongWithAnAddress(CapturedOutput output) throws IOException {
		String closed;
		try (TokenIssuer gone = new TokenIssuer()) {
			closed = gone.uri();
		}
		try (TokenIssuer other = new TokenIssuer();
				RunningGateway started = RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
						"gateway.issuers.unknown.uri=https://nowhere.invalid", "gateway.issuers.unknown.audiences=x",
						"gateway.issuers.closed.uri=" + closed, "gateway.issuers.closed.audiences=x",
						"gateway.issuers.missing.uri=" + other.uri() + "/realm", "gateway.issuers.missing.audiences=x",
						"gateway.issuers.wrong.uri=" + other.uri(), "gateway.issuers.wrong.audiences=x",
						"gateway.issuers.wrong.jwks-uri=" + other.uri() + "/.well-known/openid-configuration")) {
			await().atMost(Duration.ofSeconds(20)).until(() -> warnings(output).count() == 4);
			assertThat(warnings(output)).anyMatch((line) -> line.contains("The keys of issuer unknown can't be fetched"
					+ " from https://nowhere.invalid/.well-known/openid-configuration: unknown host nowhere.invalid."
					+ " Its tokens get 503 until they can. If it is not only away, correct gateway.issuers.unknown.uri: "))
				.anyMatch((line) -> line.contains(closed + "/.well-known/openid-configuration: connection refused.")
						&& line.contains("gateway.issuers.closed.uri"))
				.anyMatch((line) -> line.contains(": it answered 404.") && line.contains("gateway.issuers.missing.uri"))
				.anyMatch((line) -> line.contains(": its answer is no JSON Web Key Set.")
						&& line.contains("correct gateway.issuers.wrong.jwks-uri"));
			assertThat(RawClient.send(started.port(), "GET /todo").status()).isEqualTo(200);
			assertThat(output).doesNotContain("\tat ");
		}
	}

	private static Stream<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(" WARN "));
	}

	private static RunningGateway startGateway(TokenIssuer issuer) {
		return RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.todo.access[0].allow=todo:write", "gateway.issuers.test.uri=" + issuer.uri(),
				"gateway.issuers.test.audiences=" + TokenIssuer.AUDIENCE);
	}

	private static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
		return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID(keyId);
	}

	private static HttpMessage get(RunningGateway gateway, String token) throws IOException {
		return RawClient.send(gateway.port(), "GET /todo", "Authorization: Bearer " + token);
	}

}
