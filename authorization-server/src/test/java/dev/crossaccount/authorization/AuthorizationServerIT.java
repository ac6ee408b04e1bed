package dev.crossaccount.authorization;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The protocol as a client and the gateway see it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = { "demo.secret=of-this-test",
		"spring.security.oauth2.authorizationserver.issuer=http://issuer.example:9000" })
class AuthorizationServerIT {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void shouldIssueATokenForTheScopesAskedFor() throws Exception {
		HttpResponse<String> answer = token("demo:of-this-test", "todo:write");
		assertThat(answer.statusCode()).isEqualTo(200);
		Map<String, Object> body = JSONObjectUtils.parse(answer.body());
		assertThat(body).containsEntry("token_type", "Bearer");
		SignedJWT token = SignedJWT.parse((String) body.get("access_token"));
		assertThat(token.getHeader().toJSONObject()).containsEntry("alg", "RS256")
			.containsEntry("typ", "at+jwt")
			.containsKey("kid");
		assertThat(token.getJWTClaimsSet().getClaims()).containsEntry("iss", "http://issuer.example:9000")
			.containsEntry("aud", List.of("cross-account-apis"))
			.containsEntry("client_id", "demo")
			.containsEntry("scope", "todo:write")
			.containsKeys("exp", "iat", "nbf", "jti");
	}

	@Test
	void shouldIssueNoTokenForAWrongSecretOrAnotherScope() throws Exception {
		assertThat(token("demo:wrong", "todo:write").statusCode()).isEqualTo(401);
		assertThat(token("other:of-this-test", "todo:write").statusCode()).isEqualTo(401);
		HttpResponse<String> scope = token("demo:of-this-test", "admin");
		assertThat(scope.statusCode()).isEqualTo(400);
		assertThat(scope.body()).contains("invalid_scope");
	}

	@Test
	void shouldPublishItsKeysAndMetadata() throws Exception {
		Map<String, Object> metadata = JSONObjectUtils.parse(get("/.well-known/openid-configuration").body());
		assertThat(metadata).containsEntry("issuer", "http://issuer.example:9000")
			.containsEntry("jwks_uri", "http://issuer.example:9000/oauth2/jwks");
		HttpResponse<String> keys = get("/oauth2/jwks");
		assertThat(keys.statusCode()).isEqualTo(200);
		assertThat(keys.body()).contains("\"kty\":\"RSA\"").doesNotContain("\"d\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/login", "/admin", "/actuator", "/oauth2/authorize", "/userinfo" })
	void shouldServeNothingElse(String path) throws Exception {
		assertThat(get(path).statusCode()).isBetween(400, 499);
	}

	@Test
	void shouldNotStartWithoutASecret() {
		assertThatThrownBy(() -> SpringApplication.run(AuthorizationServerApplication.class, "--server.port=0"))
			.hasStackTraceContaining("demo.secret is missing");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri(path)));
	}

	private HttpResponse<String> token(String credentials, String scope) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
		return send(HttpRequest.newBuilder(uri("/oauth2/token"))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
