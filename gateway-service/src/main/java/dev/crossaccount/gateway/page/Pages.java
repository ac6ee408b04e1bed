package dev.crossaccount.gateway.page;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Some of the gateway's own pages. */
public interface Pages {

	/**
	 * Finds the page that a request asks for.
	 * @param request a request that no provider is for; its path decides, and its method
	 * is no matter
	 * @return the page, or {@code null} if it is none of these. Called on an event loop
	 */
	@Nullable Page find(ServerHttpRequest request);

}
