package dev.crossaccount.gateway.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * What the gateway itself answers somewhere: 200 with a body.
 *
 * @param type what the body is
 * @param body the body, which nobody changes
 * @param compressed the same by gzip, for clients that take that, or {@code null}
 * @param etag entity tag, with its quotes
 * @param headers further headers
 */
public record Page(MediaType type, byte[] body, byte @Nullable [] compressed, String etag,
		Map<String, String> headers) {

	/**
	 * A page that caches may keep, but must ask about each time.
	 * @param type what the body is
	 * @param body the body
	 * @return the page
	 */
	public static Page of(MediaType type, byte[] body) {
		return new Page(type, body, null, etag(body), Map.of("Cache-Control", "no-cache"));
	}

	static String etag(byte[] body) {
		return "W/\"" + DigestUtils.md5DigestAsHex(body) + "\"";
	}

}
