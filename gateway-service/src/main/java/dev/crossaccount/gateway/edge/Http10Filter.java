package dev.crossaccount.gateway.edge;

import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Sends an HTTP/1.0 client no chunks, which it can't read: an answer of unknown length
 * ends where the connection does.
 */
@Component
class Http10Filter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
		if (HttpVersion.HTTP_1_0.equals(request.version())) {
			exchange.getResponse()
				.beforeCommit(() -> Mono
					.fromRunnable(() -> exchange.getResponse().getHeaders().remove(HttpHeaders.TRANSFER_ENCODING)));
		}
		return chain.filter(exchange);
	}

}
