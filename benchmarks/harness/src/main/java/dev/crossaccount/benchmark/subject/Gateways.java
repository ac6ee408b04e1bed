package dev.crossaccount.benchmark.subject;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;

/** Our gateway in front of the upstream, with more and less to do. */
public class Gateways {

	private final Bench bench;

	private final int upstreamPort;

	private final AuthorizationServer issuer;

	private final String key = makeKey();

	/**
	 * Makes the starter of gateways.
	 * @param bench what they are started with
	 * @param upstream what they are in front of
	 * @param issuer what issues their tokens
	 */
	public Gateways(Bench bench, Subject upstream, AuthorizationServer issuer) {
		this.bench = bench;
		this.upstreamPort = upstream.port();
		this.issuer = issuer;
	}

	/**
	 * Starts one that does no more than route.
	 * @return it
	 */
	public Subject plain() {
		return start("plain", "gateway, plain route", "plain.yaml", List.of());
	}

	/**
	 * Starts one that does all its duties for callers with an API key.
	 * @return it
	 */
	public Subject key() {
		return start("key", "gateway, full duty, API key", "full.yaml", keyHeader());
	}

	/**
	 * Starts one that does all its duties for callers with a token.
	 * @return it
	 */
	public Subject jwt() {
		return start("jwt", "gateway, full duty, JWT", "full.yaml",
				List.of("Authorization: Bearer " + this.issuer.token()));
	}

	/**
	 * Starts one that does all its duties for callers with an API key, in its image.
	 * @return it
	 */
	public GatewayContainer container() {
		return GatewayContainer.start(this.bench, settings("container", "full.yaml", keyHeader()));
	}

	private Subject start(String name, String title, String providers, List<String> headers) {
		Settings settings = settings(name, providers, headers);
		Program program = this.bench.java("gateway-service", "gateway-service")
			.start(this.bench.programs(), name, settings.environment(), Map.of());
		new Scrape(program, settings.managementPort()).start();
		return new Subject(name, title, program, settings.port(), headers, true);
	}

	private List<String> keyHeader() {
		return List.of("x-api-key: " + this.key);
	}

	private Settings settings(String name, String providers, List<String> headers) {
		int port = Http.freePort();
		int managementPort = Http.freePort();
		Path folder = this.bench.folder().resolve(name);
		Map<String, String> values = Map.of("FOLDER", folder.toString(), "UPSTREAM_PORT",
				String.valueOf(this.upstreamPort), "ISSUER_PORT", String.valueOf(this.issuer.port()), "KEY_SHA256",
				sha256(this.key));
		return new Settings(folder, port, managementPort, Map.of("PROVIDERS_FILE",
				Template.fill(this.bench.peer("gateway/" + providers), folder.resolve("providers.yaml"), values)
					.toString(),
				"CONSUMERS_FILE",
				Template.fill(this.bench.peer("gateway/consumers.yaml"), folder.resolve("consumers.yaml"), values)
					.toString(),
				"SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_ADDRESS",
				"127.0.0.1", "MANAGEMENT_SERVER_PORT", String.valueOf(managementPort)), headers);
	}

	/** As gateway-service/make-key does. */
	private static String makeKey() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		return "cak_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a gateway is started with.
	 *
	 * @param folder where its files are
	 * @param port where it listens
	 * @param managementPort where its metrics are
	 * @param environment its variables
	 * @param headers lines that a request to it needs
	 */
	record Settings(Path folder, int port, int managementPort, Map<String, String> environment, List<String> headers) {
	}

}
