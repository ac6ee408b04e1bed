package dev.crossaccount.gateway.headers;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestId;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.trace.TraceContext;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the headers that a provider may trust: what a client says about who it is, or
 * about another path or method, is dropped, and the gateway's own word is set. The
 * credential itself stays here, unless the provider asks for it.
 * <p>
 * It runs after Cloud Gateway's own filters, which drop the headers named by
 * {@code Connection}: so a client can't have ours dropped.
 */
@Component
class UpstreamRequestHeaders implements HttpHeadersFilter, Ordered {

	private static final Set<String> DROPPED = Set.of(
			// About the client's address
			"forwarded", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-originating-ip", "x-remote-ip",
			"x-remote-addr", "x-host", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-azure-clientip",
			"x-envoy-external-address", "x-original-forwarded-for", "x-original-host",
			// Another path or method than the gateway decided on
			"x-original-url", "x-rewrite-url", "x-http-method-override", "x-http-method", "x-method-override",
			// For this hop; the gateway has answered the expectation itself
			"expect", "http2-settings", "proxy",
			// Set below
			"x-request-id", "x-consumer-id", "x-auth-method", "x-scopes", "traceparent", "tracestate");

	private static final List<String> DROPPED_PREFIXES = List.of("x-forwarded-", "proxy-");

	/** What the gateway takes for credentials. Cookies are the provider's own matter. */
	private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");

	/** Providers that get the caller's credentials, by name. */
	private final Set<String> trusted;

	UpstreamRequestHeaders(GatewayProperties properties) {
		this.trusted = properties.providers()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().forwardCredentials())
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
		HttpHeaders headers = new HttpHeaders();
		boolean forwardsCredentials = forwardsCredentials(exchange);
		input.forEach((name, values) -> {
			String folded = HeaderNames.folded(name);
			if (!isDropped(folded) && (forwardsCredentials || !CREDENTIALS.contains(folded))) {
				headers.put(name, values);
			}
		});
		headers.set(RequestId.HEADER, RequestId.of(exchange));
		TraceContext.set(headers, exchange);
		CallerHeaders.set(headers, Caller.of(exchange));
		setForwarded(headers, exchange);
		return headers;
	}

	private boolean forwardsCredentials(ServerWebExchange exchange) {
		Provider provider = Provider.of(exchange);
		return provider != null && this.trusted.contains(provider.name());
	}

	private static boolean isDropped(String name) {
		return DROPPED.contains(name) || DROPPED_PREFIXES.stream().anyMatch(name::startsWith);
	}

	private static void setForwarded(HttpHeaders headers, ServerWebExchange exchange) {
		InetSocketAddress client = exchange.getRequest().getRemoteAddress();
		String address = (client != null) ? Forwarded.address(client) : null;
		String host = exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST);
		String proto = exchange.getRequest().getURI().getScheme();
		headers.set("Forwarded", Forwarded.value(address, host, proto));
		setIfPresent(headers, "X-Forwarded-For", address);
		setIfPresent(headers, "X-Forwarded-Host", host);
		headers.set("X-Forwarded-Port", Forwarded.port(host, proto));
		headers.set("X-Forwarded-Proto", proto);
	}

	private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
		if (value != null) {
			headers.set(name, value);
		}
	}

}
