package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** A consumers file that tests write. */
record ConsumersFile(Path path) {

	private static final String PLANS = """
			plans:
			  anonymous: {rate: 50/s, burst: 200}
			  default: {rate: 100/s, burst: 400}
			consumers:
			""";

	/** Writes a file whose one consumer {@code acme} has the given keys. */
	ConsumersFile withKeys(String... keys) throws IOException {
		return with("  acme: {key-sha256: [%s]}%n"
			.formatted(Arrays.stream(keys).map(ConsumersFile::sha256).collect(Collectors.joining(", "))));
	}

	/** Writes two plans and the given consumers. */
	ConsumersFile with(String consumers) throws IOException {
		Files.writeString(this.path, PLANS + consumers);
		return this;
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	static String sha256(String key) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
