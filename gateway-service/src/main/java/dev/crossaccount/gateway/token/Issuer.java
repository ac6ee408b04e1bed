package dev.crossaccount.gateway.token;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An authorization server whose tokens are accepted, with settings that were found valid.
 *
 * @param name its name in the configuration
 * @param uri the {@code iss} of its tokens
 * @param jwksUri where its keys are, or {@code null} to look that up
 * @param audiences one of these must be in a token
 * @param allowHttp whether its addresses may be http on other hosts than this one
 */
record Issuer(String name, String uri, @Nullable URI jwksUri, Set<String> audiences, boolean allowHttp) {

	/** Where it says of itself where its keys are (OpenID Connect Discovery). */
	URI metadataUri() {
		String base = this.uri.endsWith("/") ? this.uri.substring(0, this.uri.length() - 1) : this.uri;
		return URI.create(base + "/.well-known/openid-configuration");
	}

}
