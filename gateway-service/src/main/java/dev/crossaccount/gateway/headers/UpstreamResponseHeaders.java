package dev.crossaccount.gateway.headers;

import java.util.Locale;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps a provider's answer as it is, but for what belongs to its own hop or is the
 * gateway's to say.
 */
@Component
class UpstreamResponseHeaders implements HttpHeadersFilter, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Type type) {
		return type == Type.RESPONSE;
	}

	@Override
	public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
		HttpHeaders headers = new HttpHeaders();
		input.forEach((name, values) -> {
			if (!isDropped(name.toLowerCase(Locale.ROOT))) {
				headers.put(name, values);
			}
		});
		return headers;
	}

	/**
	 * The gateway says itself what the request's id is, and which web pages may read; and
	 * no provider may act for its pages or other providers in a browser, which takes all
	 * of them for one.
	 */
	private static boolean isDropped(String name) {
		return name.equals("x-request-id") || name.startsWith("proxy-") || name.startsWith("access-control-")
				|| name.equals("service-worker-allowed") || name.equals("clear-site-data");
	}

}
