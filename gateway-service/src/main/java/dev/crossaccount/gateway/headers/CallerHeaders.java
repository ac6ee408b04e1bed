package dev.crossaccount.gateway.headers;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.consumer.Caller;
import io.netty.handler.codec.http.HttpHeaders;

/** Tells a provider who calls, in words that can't be taken for another's. */
final class CallerHeaders {

	private CallerHeaders() {
	}

	static void set(HttpHeaders headers, Caller caller) {
		headers.set("X-Consumer-Id", encoded(caller.consumer()));
		headers.set("X-Auth-Method", caller.method().text());
		if (!caller.scopes().isEmpty()) {
			headers.set("X-Scopes",
					caller.scopes().stream().map(CallerHeaders::encoded).sorted().collect(Collectors.joining(" ")));
		}
	}

	/**
	 * Percent-encodes what a header can't carry as it is. A token may name its client as
	 * it likes: a space would make one scope two, and what is not ASCII would become a
	 * question mark.
	 * @param text of any characters
	 * @return visible ASCII, the same only for the same text
	 */
	static String encoded(String text) {
		if (isPlain(text)) {
			return text;
		}
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(octet)) {
				encoded.append((char) octet);
			}
			else {
				encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
			}
		}
		return encoded.toString();
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isPlain(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(int c) {
		return c > ' ' && c < 0x7F && c != '%';
	}

}
