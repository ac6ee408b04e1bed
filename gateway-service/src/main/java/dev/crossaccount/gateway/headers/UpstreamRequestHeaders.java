package dev.crossaccount.gateway.headers;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.crossaccount.gateway.request.RequestId;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the headers that a provider may trust: what a client says about who it is, or
 * about another path or method, is dropped, and the gateway's own word is set.
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
			"x-request-id");

	private static final List<String> DROPPED_PREFIXES = List.of("x-forwarded-", "proxy-");

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
		HttpHeaders headers = new HttpHeaders();
		input.forEach((name, values) -> {
			if (!isDropped(name.toLowerCase(Locale.ROOT))) {
				headers.put(name, values);
			}
		});
		headers.set(RequestId.HEADER, RequestId.of(exchange));
		setForwarded(headers, exchange);
		return headers;
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
