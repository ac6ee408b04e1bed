package dev.crossaccount.gateway.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;

/**
 * A service behind the gateway, with settings that were found valid.
 *
 * @param name its name in the configuration
 * @param uri scheme, host and port of its VPC endpoint
 * @param paths path prefixes that it serves
 * @param methods methods that reach it
 * @param connectTimeout longest wait for a connection
 * @param responseTimeout longest wait for the answer to begin, and between two parts
 */
public record Provider(String name, URI uri, List<String> paths, Set<HttpMethod> methods, Duration connectTimeout,
		Duration responseTimeout) {

	static final String ATTRIBUTE = Provider.class.getName();

	/** Key of the provider in the metadata of its route. */
	static final String METADATA_KEY = "provider";

	/**
	 * The provider that a request is for.
	 * @param exchange the request
	 * @return its provider, or {@code null} if no provider serves its path
	 */
	public static @Nullable Provider of(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/**
	 * The provider that a route leads to.
	 * @param route a route made by this package
	 * @return its provider
	 */
	public static Provider of(Route route) {
		Object provider = route.getMetadata().get(METADATA_KEY);
		Assert.state(provider instanceof Provider, () -> "Route " + route.getId() + " has no provider");
		return (Provider) provider;
	}

	/**
	 * Whether a path is one of the provider's.
	 * @param path a path as the client sent it, free of dot segments and the like
	 * @return whether this provider serves it
	 */
	boolean serves(String path) {
		for (String prefix : this.paths) {
			if (PathPrefix.covers(prefix, path)) {
				return true;
			}
		}
		return false;
	}

}
