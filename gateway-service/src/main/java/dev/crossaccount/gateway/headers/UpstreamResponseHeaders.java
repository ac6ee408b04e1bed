package dev.crossaccount.gateway.headers;

import java.util.Locale;

import dev.crossaccount.gateway.request.RequestId;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps a provider's answer as it is, but for what belongs to its own hop and the request
 * id.
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
			// The gateway's own id is on the answer already.
			if (!name.equalsIgnoreCase(RequestId.HEADER) && !name.toLowerCase(Locale.ROOT).startsWith("proxy-")) {
				headers.put(name, values);
			}
		});
		return headers;
	}

}
