package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.benchmark.process.Program;

/**
 * This repository's authorization server, whose tokens live longer than the measurement.
 */
public final class AuthorizationServer {

	private static final String SECRET = "benchmark";

	private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

	private final int port;

	private AuthorizationServer(int port) {
		this.port = port;
	}

	/**
	 * Starts it, and waits until it answers.
	 * @param bench what it is started with
	 * @return it
	 */
	public static AuthorizationServer start(Bench bench) {
		int port = Http.freePort();
		Program program = bench.java("authorization-server", "authorization-server")
			.start(bench.programs(), "authorization-server", Map.of("DEMO_SECRET", SECRET),
					Map.of("server.port", String.valueOf(port), "server.address", "127.0.0.1",
							"spring.security.oauth2.authorizationserver.client.demo.token.access-token-time-to-live",
							"12h"));
		Patience.until(program, () -> Http.status(port, "/oauth2/jwks", List.of()) == 200);
		return new AuthorizationServer(port);
	}

	int port() {
		return this.port;
	}

	String token() {
		String credentials = Base64.getEncoder().encodeToString(("demo:" + SECRET).getBytes(StandardCharsets.US_ASCII));
		String form = "grant_type=client_credentials&scope=todo:write";
		try {
			String answer = Http.send(this.port, """
					POST /oauth2/token HTTP/1.1\r
					Host: localhost:%d\r
					Authorization: Basic %s\r
					Content-Type: application/x-www-form-urlencoded\r
					Content-Length: %d\r
					Connection: close\r
					\r
					%s""".formatted(this.port, credentials, form.length(), form));
			Matcher token = TOKEN.matcher(answer);
			if (!token.find()) {
				throw new IllegalStateException("The authorization server issued no token: " + answer);
			}
			return token.group(1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
