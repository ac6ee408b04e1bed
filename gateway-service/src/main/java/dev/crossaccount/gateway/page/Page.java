package dev.crossaccount.gateway.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * What the gateway itself answers somewhere: 200 with a body.
 *
 * @param type what the body is
 * @param length bytes of the body
 * @param body the body, which nobody changes; empty if it is only kept compressed
 * @param compressed the body by gzip, as most clients take it, or {@code null}
 * @param etag entity tag, with its quotes
 * @param headers further headers
 */
public record Page(MediaType type, int length, byte[] body, byte @Nullable [] compressed, String etag,
		Map<String, String> headers) {

	/**
	 * A page that caches may keep, but must ask about each time.
	 * @param type what the body is
	 * @param body the body
	 * @return the page
	 */
	public static Page of(MediaType type, byte[] body) {
		return of(type, body, Map.of("Cache-Control", "no-cache"));
	}

	/**
	 * A page with headers of its own.
	 * @param type what the body is
	 * @param body the body
	 * @param headers further headers
	 * @return the page
	 */
	public static Page of(MediaType type, byte[] body, Map<String, String> headers) {
		return new Page(type, body.length, body, null, etag(body), headers);
	}

	/**
	 * A page that is large, and so is kept and sent compressed.
	 * @param type what the body is
	 * @param body the body, which is not kept
	 * @param headers further headers
	 * @return the page
	 */
	public static Page compressed(MediaType type, byte[] body, Map<String, String> headers) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Page(type, body.length, new byte[0], compressed.toByteArray(), etag(body), headers);
	}

	/**
	 * Reads the body of a page that is kept compressed.
	 * @return the body, for the few clients that don't take it compressed
	 * @throws IOException never, as the page was made here
	 */
	InputStream open() throws IOException {
		return new GZIPInputStream(new ByteArrayInputStream(Objects.requireNonNull(this.compressed)));
	}

	private static String etag(byte[] body) {
		return "W/\"" + DigestUtils.md5DigestAsHex(body) + "\"";
	}

}
