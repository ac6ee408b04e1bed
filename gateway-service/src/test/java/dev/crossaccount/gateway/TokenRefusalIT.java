package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.PlainJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.crossaccount.gateway.Problems.assertProblem;
import static dev.crossaccount.gateway.TokenIssuer.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Forged, misdirected and malformed tokens. */
@ExtendWith(OutputCaptureExtension.class)
class TokenRefusalIT {

	private static StubProvider todo;

	private static TokenIssuer issuer;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		issuer = new TokenIssuer();
		gateway = startGateway(issuer);
	}

	private static RunningGateway startGateway(TokenIssuer issuer) {
		return RunningGateway.with("gateway.providers.todo.uri=" + todo.uri(),
				"gateway.providers.todo.access[0].allow=todo:write", "gateway.issuers.test.uri=" + issuer.uri(),
				"gateway.issuers.test.audiences=another," + TokenIssuer.AUDIENCE);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		issuer.close();
		todo.close();
	}

	@Test
	void shouldAcceptWhatIsInOrder() throws Exception {
		assertAccepted(issuer.sign(issuer.claims()));
		assertAccepted(issuer.sign(issuer.header().type(JOSEObjectType.JWT), issuer.claims()));
		assertAccepted(issuer.sign(issuer.header().keyID(null), issuer.claims()));
		assertAccepted(issuer.sign(issuer.claims().audience(List.of("x", TokenIssuer.AUDIENCE))));
		assertAccepted(issuer.sign(issuer.claims().claim("scope", List.of("todo:write"))));
		assertAccepted(issuer.sign(issuer.claims().claim("scope", null).claim("scp", List.of("a", "todo:write"))));
		assertAccepted(issuer.sign(issuer.claims().claim("client_id", null).claim("azp", "somebody")));
		assertAccepted(issuer.sign(issuer.claims().claim("client_id", null).subject("somebody")));
	}

	@Test
	void shouldRefuseForgedAlgorithms() throws Exception {
		assertRefused(new PlainJWT(issuer.claims().build()).serialize(), "not a well-formed signed JWT");
		byte[] secret = issuer.key.toPublicJWK().toRSAPublicKey().getEncoded();
		assertRefused(TokenIssuer.sign(header(JWSAlgorithm.HS256, "main"), issuer.claims(), new MACSigner(secret)),
				"alg is not");
		String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(secret)
				+ "\n-----END PUBLIC KEY-----\n";
		assertRefused(TokenIssuer.sign(header(JWSAlgorithm.HS256, "main"), issuer.claims(),
				new MACSigner(pem.getBytes(StandardCharsets.UTF_8))), "alg is not");
		String good = issuer.sign(issuer.claims());
		String body = good.substring(good.indexOf('.'));
		for (String algorithm : List.of("RS1", "none", "nOnE", "rs256", "")) {
			assertThat(get("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"main\"}", body).status())
				.as(algorithm)
				.isEqualTo(401);
		}
	}

	@Test
	void shouldRefuseASignatureThatIsNotTheKeys() throws Exception {
		RSAKey thief = TokenIssuer.rsaKey("main");
		assertRefused(TokenIssuer.sign(issuer.header(), issuer.claims(), new RSASSASigner(thief)),
				"signature is not valid");
		String good = issuer.sign(issuer.claims());
		String otherClaims = issuer.sign(issuer.claims().claim("client_id", "admin")).split("\\.")[1];
		assertRefused(good.split("\\.")[0] + "." + otherClaims + "." + good.split("\\.")[2], "signature is not valid");
		assertRefused(good.substring(0, good.lastIndexOf('.') + 1), "");
	}

	@Test
	void shouldRefuseClaimsThatAreNotForThisGateway() throws Exception {
		assertRefused(issuer.sign(issuer.claims().audience("elsewhere")), "another audience");
		assertRefused(issuer.sign(issuer.claims().audience((String) null)), "another audience");
		assertRefused(issuer.sign(issuer.claims().issuer("http://evil.example")), "issuer is not accepted");
		assertRefused(issuer.sign(issuer.claims().issuer(issuer.uri() + "/")), "issuer is not accepted");
		assertRefused(issuer.sign(issuer.claims().issuer(null)), "issuer is not accepted");
		assertRefused(issuer.sign(issuer.claims().claim("cnf", Map.of("jkt", "x"))), "bound to a key");
		assertRefused(issuer.sign(issuer.claims().claim("client_id", "a\r\nX: y")), "client_id");
		assertRefused(issuer.sign(issuer.claims().claim("client_id", List.of("a"))), "client_id");
		assertRefused(issuer.sign(issuer.claims().claim("client_id", null)), "names no client");
	}

	@Test
	void shouldRefuseOtherTypesOfToken() throws Exception {
		for (String type : List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "JOSE")) {
			assertRefused(issuer.sign(issuer.header().type(new JOSEObjectType(type)), issuer.claims()), "typ");
		}
		assertRefused(issuer.sign(issuer.header().type(null), issuer.claims()), "typ");
		EncryptedJWT encrypted = new EncryptedJWT(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
				issuer.claims().build());
		encrypted.encrypt(new RSAEncrypter(issuer.key.toPublicJWK()));
		assertRefused(encrypted.serialize(), "not a well-formed signed JWT");
	}

	@Test
	void shouldJudgeTimesWithASkewOfHalfAMinute() throws Exception {
		assertAccepted(issuer.sign(issuer.claims().issueTime(in(-90)).expirationTime(in(-20))));
		assertRefused(issuer.sign(issuer.claims().issueTime(in(-90)).expirationTime(in(-40))),
				"expired. Get a new one.");
		assertRefused(issuer.sign(issuer.claims().expirationTime(null)), "no expiry (exp)");
		assertAccepted(issuer.sign(issuer.claims().notBeforeTime(in(20))));
		assertRefused(issuer.sign(issuer.claims().notBeforeTime(in(45))), "not valid yet");
		assertAccepted(issuer.sign(issuer.claims().issueTime(in(-90_000))));
		assertRefused(issuer.sign(issuer.claims().issueTime(in(45))), "in the future");
	}

	@Test
	void shouldForgetATokenWhenItExpires() throws Exception {
		String token = issuer.sign(issuer.claims().issueTime(in(-90)).expirationTime(in(-26)));
		assertAccepted(token);
		await().atMost(Duration.ofSeconds(10)).until(() -> get(token).status() == 401);
		assertRefused(token, "expired");
	}

	@Test
	void shouldFetchNothingThatATokenNames() throws Exception {
		try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			RSAKey thief = TokenIssuer.rsaKey("thief");
			URI address = URI.create("http://localhost:" + trap.getLocalPort() + "/jwks");
			RSASSASigner signer = new RSASSASigner(thief);
			assertRefused(TokenIssuer.sign(issuer.header().jwkURL(address), issuer.claims(), signer), "signature");
			assertRefused(TokenIssuer.sign(issuer.header().x509CertURL(address), issuer.claims(), signer), "signature");
			assertRefused(TokenIssuer.sign(issuer.header().jwk(thief.toPublicJWK()), issuer.claims(), signer),
					"signature");
			assertRefused(
					TokenIssuer.sign(issuer.header().keyID("thief").jwk(thief.toPublicJWK()), issuer.claims(), signer),
					"does not publish");
			trap.setSoTimeout(500);
			assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
			// Where the token's own key is good, they change nothing.
			assertAccepted(issuer.sign(issuer.header().jwkURL(address), issuer.claims()));
		}
	}

	@Test
	void shouldRefuseCriticalExtensions() throws Exception {
		assertRefused(issuer.sign(issuer.header().criticalParams(Set.of("x")).customParam("x", 1), issuer.claims()),
				"crit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer ..", "Bearer a b", "Bearer {}",
			"Bearer eyJhbGciOiJSUzI1NiJ9..", "Basic dTpw", "Token x", "x", "" })
	void shouldRefuseWhatIsNoToken(String credential, CapturedOutput output) throws IOException {
		int printed = output.length();
		HttpMessage response = RawClient.send(gateway.port(), "GET /todo", "Authorization: " + credential);
		assertProblem(response, 401, "invalid-token", "/todo");
		assertThat(response.header("WWW-Authenticate")).startsWith("Bearer realm=\"api\"");
		assertThat(output.toString().substring(printed)).doesNotContain("\tat ", "WARN", "ERROR");
	}

	@Test
	void shouldRefuseAValidTokenWithSomethingAddedToIt() throws Exception {
		String token = issuer.sign(issuer.claims());
		for (String added : List.of(token + " extra", token + "!", token + "=", token + ".x", token + ",", "x " + token,
				token.replaceFirst("\\.", "!."), token.replaceFirst("\\.", ".*"))) {
			assertRefused(added, "not a well-formed signed JWT. Send the access token whole, and nothing after it.");
		}
		assertAccepted(token);
	}

	@Test
	void shouldOfferTokensToWhoHasNoCredentialAndTellWhichScopesATokenLacks() throws Exception {
		HttpMessage stranger = RawClient.send(gateway.port(), "GET /todo");
		assertProblem(stranger, 401, "unauthenticated", "/todo");
		assertThat(stranger.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\", ApiKey realm=\"api\"");
		assertThat(stranger.text()).contains("x-api-key, or an access token as 'Authorization: Bearer <token>'");
		HttpMessage weak = get(issuer.sign(issuer.claims().claim("scope", "todo:read")));
		assertProblem(weak, 403, "insufficient-scope", "/todo");
		assertThat(weak.header("WWW-Authenticate"))
			.isEqualTo("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"todo:write\"");
	}

	@Test
	void shouldReadATokenFromOneAuthorizationHeaderOnly() throws Exception {
		String token = issuer.sign(issuer.claims());
		assertThat(send("authorization: bEARER " + token).status()).isEqualTo(200);
		assertThat(send("Authorization: Bearer " + token, "Authorization: Bearer " + token).status()).isEqualTo(401);
		assertThat(RawClient.send(gateway.port(), "GET /todo?access_token=" + token).status()).isEqualTo(401);
		String form = "access_token=" + token;
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.write(RawClient.head("POST /todo", "Content-Type: application/x-www-form-urlencoded",
					"Content-Length: " + form.length()) + form)
				.read()
				.status()).isEqualTo(401);
		}
	}

	@Test
	void shouldRefuseATokenThatIsTooLong() throws Exception {
		String token = issuer.sign(issuer.claims().claim("padding", "x".repeat(6 * 1024)));
		assertThat(token).hasSizeGreaterThan(8 * 1024);
		assertRefused(token, "longer than 8192");
	}

	@Test
	void shouldSayWhyWithoutTellingTheTokenOrItsInsides(CapturedOutput output) throws Exception {
		String token = issuer.sign(issuer.claims().audience("elsewhere"));
		HttpMessage response = get(token);
		assertProblem(response, 401, "invalid-token", "/todo");
		assertThat(response.header("WWW-Authenticate"))
			.isEqualTo("Bearer realm=\"api\", error=\"invalid_token\", error_description=\"The token is for another"
					+ " audience (aud). Get one for this API; its operator knows the right one.\"");
		assertThat(response.text()).doesNotContain(token, "nimbus", "springframework", issuer.uri());
		assertThat(output.toString()).doesNotContain(token);
	}

	private static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
		return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID(keyId);
	}

	private static void assertAccepted(String token) throws IOException {
		HttpMessage response = get(token);
		assertThat(response.status()).as(response.text()).isEqualTo(200);
	}

	private static void assertRefused(String token, String reason) throws IOException {
		int before = todo.requests().size();
		HttpMessage response = get(token);
		assertProblem(response, 401, "invalid-token", "/todo");
		assertThat(response.header("WWW-Authenticate")).startsWith("Bearer realm=\"api\", error=\"invalid_token\"")
			.contains(reason)
			.matches("[ -~]*\\. [A-Z][ -~]*\\.\"");
		assertThat(response.header("WWW-Authenticate"))
			.endsWith("error_description=\"" + Problems.json(response).get("detail").asString() + "\"");

		assertThat(todo.requests()).hasSize(before);
	}

	private static HttpMessage get(String headerJson, String rest) throws IOException {
		return get(Base64.getUrlEncoder().withoutPadding().encodeToString(headerJson.getBytes(StandardCharsets.UTF_8))
				+ rest);
	}

	private static HttpMessage get(String token) throws IOException {
		return RawClient.send(gateway.port(), "GET /todo", "Authorization: Bearer " + token);
	}

	private static HttpMessage send(String... headers) throws IOException {
		return RawClient.send(gateway.port(), "GET /todo", headers);
	}

}
