package dev.crossaccount.gateway.settings;

import java.net.URI;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Addresses from the settings as they may be printed: without a password. */
public final class PrintableAddress {

	/**
	 * To the last @ of all, because a password may hold what would end the authority.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(?s)^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?.*@");

	private PrintableAddress() {
	}

	/**
	 * What keeps an address from being one that HTTP can reach.
	 * @param uri the address
	 * @return the end of a sentence that begins with what the address is, or {@code null}
	 */
	public static @Nullable String problem(URI uri) {
		if (hasUserInfo(uri)) {
			return "carries credentials";
		}
		if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
			return "has no scheme http or https: " + of(uri.toString());
		}
		return (uri.getHost() == null) ? "has no valid host: " + of(uri.toString()) : null;
	}

	/**
	 * Hides what may be a user and a password.
	 * @param text the address, which need not be a URI
	 * @return the text with asterisks in their place
	 */
	public static String of(String text) {
		return USER_INFO.matcher(text).replaceFirst("$1***@");
	}

	/** Whether there is a user or a password in front of the host, valid or not. */
	private static boolean hasUserInfo(URI uri) {
		return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
	}

}
