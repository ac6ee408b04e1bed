package dev.crossaccount.gateway.provider;

import java.util.Collection;
import java.util.List;

import dev.crossaccount.gateway.settings.InvalidSetting;

/** The methods that the settings may name. */
public final class MethodNames {

	/** TRACE and CONNECT would show or open what is private. */
	private static final List<String> KNOWN = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private MethodNames() {
	}

	/** In the order in which people expect them. */
	static List<String> sorted(Collection<String> methods) {
		return KNOWN.stream().filter(methods::contains).toList();
	}

	/**
	 * Whether a provider could take a method.
	 * @param method its name
	 * @return whether it is one of a small set
	 */
	public static boolean isKnown(String method) {
		return KNOWN.contains(method);
	}

	/**
	 * Judges names of methods.
	 * @param key where they stand
	 * @param methods the names
	 * @param invalid takes what is wrong
	 */
	public static void check(String key, List<String> methods, List<InvalidSetting> invalid) {
		for (String method : methods) {
			if (!KNOWN.contains(method)) {
				invalid.add(new InvalidSetting(key, "has the unknown method " + method,
						"Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS, in capitals."));
			}
		}
	}

}
