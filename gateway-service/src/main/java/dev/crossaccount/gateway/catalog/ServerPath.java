package dev.crossaccount.gateway.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.provider.PathPrefix;
import dev.crossaccount.gateway.settings.PrintableAddress;
import dev.crossaccount.gateway.upstream.DocumentException;
import tools.jackson.databind.JsonNode;

/**
 * Finds out below which path of a service its operations are. That is the path of the
 * first server that its document names; where that server is, callers need not know.
 */
final class ServerPath {

	/** Relative addresses are seen from the document. */
	private static final URI DOCUMENT = URI.create("http://service/openapi.json");

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	private ServerPath() {
	}

	/**
	 * The path of an operation's server.
	 * @param owners the operation, its path item and the document: the first that names
	 * servers counts
	 * @return a path without a slash at its end, so empty for the top
	 * @throws DocumentException if it can't be known, or is none that could be public
	 */
	static String of(JsonNode... owners) {
		for (JsonNode owner : owners) {
			JsonNode server = owner.path("servers").path(0);
			if (!server.isMissingNode()) {
				return path(server);
			}
		}
		return "";
	}

	private static String path(JsonNode server) {
		String url = server.path("url").asString("/");
		try {
			String path = DOCUMENT.resolve(new URI(withDefaults(url, server.path("variables")))).getRawPath();
			String base = (path != null) ? path.replaceFirst("/+$", "") : "?";
			if (base.isEmpty() || PathPrefix.isPlain(base)) {
				return base;
			}
		}
		catch (URISyntaxException ex) {
			// As bad as one without a path.
		}
		throw new DocumentException("its OpenAPI document has a server without a plain path: "
				+ Reference.printable(PrintableAddress.of(url)));
	}

	/** A variable without a default stays, braces and all, which is no URI. */
	private static String withDefaults(String url, JsonNode variables) {
		return VARIABLE.matcher(url)
			.replaceAll((variable) -> Matcher
				.quoteReplacement(variables.path(variable.group(1)).path("default").asString(variable.group())));
	}

}
