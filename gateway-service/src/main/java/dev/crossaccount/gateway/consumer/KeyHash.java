package dev.crossaccount.gateway.consumer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of an API key: all that is kept of it. A key has 256 random bits, so no
 * salt and no slow hash is needed. Two hashes are compared in constant time.
 */
final class KeyHash {

	private static final int BYTES = 32;

	private final byte[] bytes;

	private KeyHash(byte[] bytes) {
		this.bytes = bytes;
	}

	static KeyHash of(String key) {
		try {
			return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * Reads a hash as it is written in the file.
	 * @param hex what should be 64 hexadecimal digits
	 * @return the hash, or {@code null} if it is none
	 */
	static @Nullable KeyHash parse(String hex) {
		try {
			byte[] bytes = HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
			return (bytes.length == BYTES) ? new KeyHash(bytes) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeyHash hash && MessageDigest.isEqual(this.bytes, hash.bytes);
	}

	@Override
	public int hashCode() {
		return this.bytes[0] << 24 | (this.bytes[1] & 0xff) << 16 | (this.bytes[2] & 0xff) << 8
				| (this.bytes[3] & 0xff);
	}

	/** Hidden, so that no log can print it. */
	@Override
	public String toString() {
		return "KeyHash";
	}

}
