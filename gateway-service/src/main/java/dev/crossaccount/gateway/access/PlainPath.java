package dev.crossaccount.gateway.access;

import java.nio.charset.StandardCharsets;

import org.springframework.util.StringUtils;

/**
 * Reads a path as the service behind it will: {@code /todo/%61dmin} is
 * {@code /todo/admin}. An encoded slash, dot segment or broken character never comes so
 * far.
 */
final class PlainPath {

	private PlainPath() {
	}

	static String of(String rawPath) {
		return (rawPath.indexOf('%') < 0) ? rawPath : StringUtils.uriDecode(rawPath, StandardCharsets.UTF_8);
	}

}
