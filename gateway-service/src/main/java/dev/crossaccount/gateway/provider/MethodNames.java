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

	/**
	 * Sorts methods as people expect them.
	 * @param methods names in any order
	 * @return those that are known, GET first
	 */
	public static List<String> sorted(Collection<String> methods) {
		return KNOWN.stream().filter(methods::contains).toList();
	}

	/**
	 * Names a method by one of a small set of words.
	 * @param method its name
	 * @return its name if a provider could take it, or else {@code other}
	 */
	public static String known(String method) {
		return KNOWN.contains(method) ? method : "other";
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
