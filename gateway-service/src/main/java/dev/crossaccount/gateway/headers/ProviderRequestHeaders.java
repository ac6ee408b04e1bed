package dev.crossaccount.gateway.headers;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Set;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.request.RequestId;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.trace.TraceContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * Makes the headers that a provider may trust, in one pass: what a client says about who
 * it is, or about another path or method, is dropped, as is what belongs to its own
 * connection, and the gateway's own word is set. The credential itself stays here, unless
 * the provider asks for it.
 */
public class ProviderRequestHeaders {

	private static final Set<String> DROPPED = Set.of(
			// About the client's address
			"forwarded", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-originating-ip", "x-remote-ip",
			"x-remote-addr", "x-host", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-azure-clientip",
			"x-envoy-external-address", "x-original-forwarded-for", "x-original-host",
			// Another path or method than the gateway decided on
			"x-original-url", "x-rewrite-url", "x-http-method-override", "x-http-method", "x-method-override",
			// For this hop; the gateway has answered the expectation itself
			"connection", "keep-alive", "te", "trailer", "upgrade", "expect", "http2-settings", "proxy",
			"x-application-context",
			// Set below
			"host", "x-request-id", "x-consumer-id", "x-auth-method", "x-scopes", "traceparent", "tracestate");

	private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

	private static final String FORWARDED_PREFIX = "x-forwarded-";

	private static final String PROXY_PREFIX = "proxy-";

	/** What the gateway takes for credentials. Cookies are the provider's own matter. */
	private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");

	private final String host;

	private final boolean forwardsCredentials;

	/**
	 * Prepares the headers for a provider.
	 * @param host the provider's own host and port
	 * @param forwardsCredentials whether it gets the caller's credentials
	 */
	public ProviderRequestHeaders(String host, boolean forwardsCredentials) {
		this.host = host;
		this.forwardsCredentials = forwardsCredentials;
	}

	/**
	 * The headers of a request to the provider.
	 * @param sent the headers that the client sent, a value at a time
	 * @param exchange the client's request
	 * @return new headers
	 */
	public HttpHeaders of(Iterator<Entry<String, String>> sent, ServerWebExchange exchange) {
		// What was read is well-formed.
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
		headers.add(HttpHeaderNames.HOST, this.host);
		Set<String> ofConnection = ofConnection(exchange);
		String asked = null;
		while (sent.hasNext()) {
			Entry<String, String> header = sent.next();
			String name = HeaderNames.folded(header.getKey());
			if (isPassedOn(name) && !ofConnection.contains(name)) {
				headers.add(header.getKey(), header.getValue());
			}
			else if (asked == null && header.getKey().equalsIgnoreCase("host")) {
				asked = header.getValue();
			}
		}
		if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
			headers.remove(HttpHeaderNames.CONTENT_LENGTH);
		}
		headers.set(RequestId.HEADER, RequestId.of(exchange));
		TraceContext.set(headers, exchange);
		CallerHeaders.set(headers, Caller.of(exchange));
		setForwarded(headers, exchange, asked);
		return headers;
	}

	private boolean isPassedOn(String name) {
		return !DROPPED.contains(name) && !name.startsWith(FORWARDED_PREFIX) && !name.startsWith(PROXY_PREFIX)
				&& (this.forwardsCredentials || !CREDENTIALS.contains(name));
	}

	/** Names of headers that are the client's connection's alone. */
	private static Set<String> ofConnection(ServerWebExchange exchange) {
		var headers = exchange.getRequest().getHeaders();
		if (!headers.containsHeader("Connection")) {
			return Set.of();
		}
		Set<String> names = new HashSet<>();
		headers.getConnection().forEach((name) -> names.add(HeaderNames.folded(name)));
		// Whoever names these means that the body is not to arrive.
		names.removeAll(FRAMING);
		return names;
	}

	private static void setForwarded(HttpHeaders headers, ServerWebExchange exchange, @Nullable String host) {
		InetSocketAddress client = RequestRecord.clientOf(exchange);
		String address = (client != null) ? Forwarded.address(client) : null;
		String proto = exchange.getRequest().getURI().getScheme();
		headers.add("Forwarded", Forwarded.value(address, host, proto));
		if (address != null) {
			headers.add("X-Forwarded-For", address);
		}
		if (host != null) {
			headers.add("X-Forwarded-Host", host);
		}
		headers.add("X-Forwarded-Port", Forwarded.port(host, proto));
		headers.add("X-Forwarded-Proto", proto);
	}

}
