package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** Issues what no real authorization server would, and publishes its keys as one does. */
class TokenIssuer implements AutoCloseable {

	static final String AUDIENCE = "cross-account-apis";

	private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);

	private final AtomicInteger fetches = new AtomicInteger();

	final CopyOnWriteArrayList<JWK> published = new CopyOnWriteArrayList<>();

	final RSAKey key = rsaKey("main");

	volatile boolean down;

	/** Whether it takes connections and never answers who asks for its keys. */
	volatile boolean silent;

	volatile @Nullable String otherName;

	TokenIssuer() throws IOException {
		this.published.add(this.key);
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange, JSONObjectUtils
			.toJSONString(
					Map.of("issuer", (this.otherName != null) ? this.otherName : uri(), "jwks_uri", uri() + "/jwks"))));
		this.server.createContext("/jwks", (exchange) -> {
			this.fetches.incrementAndGet();
			if (!this.silent) {
				answer(exchange, new JWKSet(this.published).toString(true));
			}
		});
		this.server.start();
	}

	String uri() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/** How often the keys were asked for. */
	int fetches() {
		return this.fetches.get();
	}

	static RSAKey rsaKey(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Claims that are in order. */
	JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer(uri())
			.audience(AUDIENCE)
			.expirationTime(in(300))
			.issueTime(in(0))
			.claim("client_id", "tester")
			.claim("scope", "todo:write");
	}

	static Date in(int seconds) {
		return Date.from(Instant.now().plusSeconds(seconds));
	}

	/** A header that is in order. */
	JWSHeader.Builder header() {
		return new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt")).keyID("main");
	}

	String sign(JWTClaimsSet.Builder claims) throws JOSEException {
		return sign(header(), claims);
	}

	String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims) throws JOSEException {
		return sign(header, claims, new RSASSASigner(this.key));
	}

	static String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer) throws JOSEException {
		SignedJWT token = new SignedJWT(header.build(), claims.build());
		token.sign(signer);
		return token.serialize();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(this.down ? 500 : 200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
