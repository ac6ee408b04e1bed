package dev.crossaccount.gateway.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpMethod;
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

	static final String ROUTE_ATTRIBUTE = Provider.class.getName() + ".route";

	/**
	 * The provider that a request is for.
	 * @param exchange the request
	 * @return its provider, or {@code null} if no provider serves its path
	 */
	public static @Nullable Provider of(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/**
	 * What there is for the provider that a request is for.
	 * @param <T> what it is
	 * @param exchange the request
	 * @param byName what there is for each provider, by name
	 * @return what there is, or {@code null} for none, or if no provider serves the path
	 */
	public static <T> @Nullable T find(ServerWebExchange exchange, Map<String, T> byName) {
		Provider provider = of(exchange);
		return (provider != null) ? byName.get(provider.name()) : null;
	}

	/**
	 * The provider of a request that has a route.
	 * @param exchange the request
	 * @return its provider
	 * @throws IllegalArgumentException if no provider serves its path
	 */
	public static Provider required(ServerWebExchange exchange) {
		return exchange.getRequiredAttribute(ATTRIBUTE);
	}

	/**
	 * The route of a request: the path prefix that it matched.
	 * @param exchange the request
	 * @return one of its provider's paths, or {@code null} if no provider serves its path
	 */
	public static @Nullable String route(ServerWebExchange exchange) {
		return exchange.getAttribute(ROUTE_ATTRIBUTE);
	}

	/**
	 * Whether a route of Cloud Gateway leads to a provider.
	 * @param route a route
	 * @return whether it is one of those that are made of the declared providers
	 */
	public static boolean isRouteOfOne(Route route) {
		return route.getMetadata().containsKey(ATTRIBUTE);
	}

	/**
	 * Finds out whether a path is one of the provider's.
	 * @param path a path as the client sent it, free of dot segments and the like
	 * @return the prefix that it matches, or {@code null} if this provider does not serve
	 * it
	 */
	@Nullable String route(String path) {
		for (String prefix : this.paths) {
			if (PathPrefix.covers(prefix, path)) {
				return prefix;
			}
		}
		return null;
	}

}
