package dev.crossaccount.gateway.token;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.settings.PrintableAddress;
import org.jspecify.annotations.Nullable;

/** Which addresses keys may be fetched from. */
final class Addresses {

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

	private Addresses() {
	}

	/**
	 * What keeps an address from being used.
	 * @param uri the address
	 * @param allowHttp whether http is accepted on other hosts than this one
	 * @return the end of a sentence that begins with what the address is, or {@code null}
	 */
	static @Nullable String problem(URI uri, boolean allowHttp) {
		String problem = PrintableAddress.problem(uri);
		if (problem != null) {
			return problem;
		}
		String printable = PrintableAddress.of(uri.toString());
		if (uri.getRawFragment() != null) {
			return "has a fragment: " + printable;
		}
		if (uri.getScheme().equals("http") && !allowHttp && !isLoopback(uri)) {
			return "is http, so whoever is on the way there could slip in keys: " + printable;
		}
		return null;
	}

	private static boolean isLoopback(URI uri) {
		return LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
	}

}
