package dev.crossaccount.gateway.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.PrintableAddress;
import dev.crossaccount.gateway.settings.ProviderProperties;

import org.jspecify.annotations.Nullable;

/** What the block of one provider must satisfy by itself. */
class ProviderRules {

	/** Kept for the gateway itself. */
	private static final List<String> RESERVED_PATHS = List.of("/actuator", "/docs", "/openapi", "/portal");

	private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration MAX_RESPONSE_TIMEOUT = Duration.ofSeconds(60);

	private static final String URI_REMEDY = "Write scheme, host and port only, such as http://vpce-dogs:80.";

	private final String prefix;

	private final String name;

	private final ProviderProperties block;

	private final List<InvalidSetting> invalid;

	ProviderRules(String name, ProviderProperties block, List<InvalidSetting> invalid) {
		this.prefix = "gateway.providers." + name;
		this.name = name;
		this.block = block;
		this.invalid = invalid;
	}

	void apply() {
		InvalidSetting.ofName(this.prefix, this.name, "provider").ifPresent(this.invalid::add);
		checkUri(this.block.uri());
		InvalidSetting.ofAccount(this.prefix + ".account", this.block.account()).ifPresent(this.invalid::add);
		checkPaths();
		checkMethods();
		checkTimeout("connect-timeout", this.block.connectTimeout(), MAX_CONNECT_TIMEOUT);
		checkTimeout("response-timeout", this.block.responseTimeout(), MAX_RESPONSE_TIMEOUT);
	}

	private void checkUri(@Nullable String text) {
		if (text == null || text.isBlank()) {
			reject("uri", "is missing", URI_REMEDY);
			return;
		}
		try {
			checkUri(new URI(text));
		}
		catch (URISyntaxException ex) {
			reject("uri", "is not a URI: " + PrintableAddress.of(text), URI_REMEDY);
		}
	}

	private void checkUri(URI uri) {
		String printable = PrintableAddress.of(uri.toString());
		String problem = PrintableAddress.problem(uri);
		if (problem != null) {
			reject("uri", problem, URI_REMEDY);
		}
		else if (!hasPlainPort(uri)) {
			reject("uri", "has a port that is not a plain number from 10 to 65535: " + printable,
					"Give another port: the HTTP client takes a single digit for the end of the host's name.");
		}
		else if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
			reject("uri", "has a path, query or fragment, which the client's request decides: " + printable,
					URI_REMEDY);
		}
	}

	/** Reactor Netty takes any other port for the end of the host's name. */
	private static boolean hasPlainPort(URI uri) {
		int port = uri.getPort();
		String suffix = (port != -1) ? ":" + port : "";
		return uri.getRawAuthority().equals(uri.getHost() + suffix) && (port == -1 || port >= 10 && port <= 65535);
	}

	private void checkPaths() {
		if (this.block.paths().isEmpty()) {
			reject("paths", "is missing", "Name at least one path, such as /" + this.name + ".");
		}
		this.block.paths().forEach(this::checkPath);
	}

	private void checkPath(String path) {
		if (!PathPrefix.isPlain(path)) {
			reject("paths", "has an entry that is not a plain path: " + path, PathPrefix.REMEDY);
		}
		for (String reserved : RESERVED_PATHS) {
			if (PathPrefix.covers(reserved, path)) {
				reject("paths", "claims " + path + ", but " + reserved + " is kept for the gateway itself",
						"Choose another path.");
			}
		}
	}

	private void checkMethods() {
		if (this.block.methods().isEmpty()) {
			reject("methods", "is empty", "Name at least one method, or leave the key out for GET and HEAD.");
		}
		MethodNames.check(this.prefix + ".methods", this.block.methods(), this.invalid);
	}

	private void checkTimeout(String key, Duration timeout, Duration max) {
		InvalidSetting.ofTimeout(this.prefix + "." + key, timeout, max).ifPresent(this.invalid::add);
	}

	private void reject(String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(this.prefix + "." + key, problem, remedy));
	}

}
