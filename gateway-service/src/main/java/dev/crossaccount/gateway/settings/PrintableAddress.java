package dev.crossaccount.gateway.settings;

import java.net.URI;
import java.util.regex.Pattern;

/** Addresses from the settings as they may be printed: without a password. */
public final class PrintableAddress {

	/**
	 * To the last @ of all, because a password may hold what would end the authority.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(?s)^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?.*@");

	private PrintableAddress() {
	}

	/**
	 * Whether there is a user or a password in front of the host, be the host valid or
	 * not.
	 * @param uri the address
	 * @return whether it holds what must not be printed
	 */
	public static boolean hasUserInfo(URI uri) {
		return uri.getRawAuthority() != null && uri.getRawAuthority().contains("@");
	}

	/**
	 * Hides what may be a user and a password.
	 * @param text the address, which need not be a URI
	 * @return the text with asterisks in their place
	 */
	public static String of(String text) {
		return USER_INFO.matcher(text).replaceFirst("$1***@");
	}

}
