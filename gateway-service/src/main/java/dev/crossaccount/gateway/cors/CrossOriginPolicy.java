package dev.crossaccount.gateway.cors;

import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.settings.CorsProperties;
import dev.crossaccount.gateway.settings.ProviderProperties;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.server.ServerWebExchange;

/** What web pages may do with one provider. */
class CrossOriginPolicy {

	private static final List<String> VARY_OF_PREFLIGHTS = List.of(HttpHeaders.ORIGIN,
			HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);

	/** Longer ones are none that anybody has in mind. */
	private static final int MAX_SHOWN = 100;

	private final String prefix;

	private final CorsConfiguration rules = new CorsConfiguration();

	private final String methods;

	private final String exposedHeaders;

	private final long maxAge;

	private final boolean credentials;

	private final boolean anyOrigin;

	/**
	 * Takes valid settings.
	 * @param name the provider's name
	 * @param provider its methods
	 * @param cors its web pages
	 */
	CrossOriginPolicy(String name, ProviderProperties provider, CorsProperties cors) {
		this.prefix = "gateway.providers." + name;
		this.rules.setAllowedOrigins(cors.origins());
		this.rules.setAllowedMethods(provider.methods());
		this.rules.setAllowedHeaders(cors.headers());
		this.methods = String.join(", ", provider.methods());
		this.exposedHeaders = String.join(", ", cors.exposedHeaders());
		this.maxAge = cors.maxAge().toSeconds();
		this.credentials = cors.credentials();
		this.anyOrigin = cors.origins().contains(CorsConfiguration.ALL);
	}

	/** Answers a preflight: 204 with what the page may do, or a problem. */
	Mono<Void> answer(ServerWebExchange exchange) {
		HttpHeaders request = exchange.getRequest().getHeaders();
		String origin = allowedOrigin(exchange.getRequest());
		if (origin == null) {
			return refuse("Web pages of %s may not call this service.",
					String.join(", ", request.getOrEmpty(HttpHeaders.ORIGIN)), ".cors.origins");
		}
		if (this.rules.checkHttpMethod(request.getAccessControlRequestMethod()) == null) {
			return refuse("Web pages may not use the method %s here.",
					String.valueOf(request.getFirst(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)), ".methods");
		}
		List<String> headers = request.getAccessControlRequestHeaders();
		for (String header : headers) {
			if (CollectionUtils.isEmpty(this.rules.checkHeaders(List.of(header)))) {
				return refuse("Web pages may not send the header %s here.", header, ".cors.headers");
			}
		}
		permit(exchange.getResponse(), origin, headers);
		return exchange.getResponse().setComplete();
	}

	private void permit(ServerHttpResponse response, String origin, List<String> requestHeaders) {
		response.setStatusCode(HttpStatus.NO_CONTENT);
		HttpHeaders headers = response.getHeaders();
		headers.setVary(VARY_OF_PREFLIGHTS);
		setOrigin(headers, origin);
		headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, this.methods);
		if (!requestHeaders.isEmpty()) {
			headers.setAccessControlAllowHeaders(requestHeaders);
		}
		headers.setAccessControlMaxAge(this.maxAge);
	}

	/** Says on an answer whether the page that asked may read it. */
	void mark(ServerWebExchange exchange) {
		HttpHeaders headers = exchange.getResponse().getHeaders();
		if (!this.anyOrigin && headers.getVary().stream().noneMatch(CrossOriginPolicy::isOriginOrAll)) {
			// Without an Origin too: a cache could give that answer to a page.
			headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
		String origin = allowedOrigin(exchange.getRequest());
		if (origin != null) {
			setOrigin(headers, origin);
			if (!this.exposedHeaders.isEmpty()) {
				headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, this.exposedHeaders);
			}
		}
	}

	private void setOrigin(HttpHeaders headers, String origin) {
		headers.setAccessControlAllowOrigin(origin);
		if (this.credentials) {
			headers.setAccessControlAllowCredentials(true);
		}
	}

	private @Nullable String allowedOrigin(ServerHttpRequest request) {
		List<String> origins = request.getHeaders().get(HttpHeaders.ORIGIN);
		return (origins != null && origins.size() == 1) ? this.rules.checkOrigin(origins.get(0)) : null;
	}

	private static boolean isOriginOrAll(String name) {
		return name.equalsIgnoreCase(HttpHeaders.ORIGIN) || name.equals("*");
	}

	private Mono<Void> refuse(String detail, String what, String key) {
		// A cache must not give it to a page that may.
		Map<String, String> headers = Map.of(HttpHeaders.VARY, String.join(", ", VARY_OF_PREFLIGHTS));
		return Mono.error(new ProblemException(Problem
			.corsNotAllowed(detail.formatted(StringUtils.truncate(what, MAX_SHOWN)), this.prefix + key, headers)));
	}

}
