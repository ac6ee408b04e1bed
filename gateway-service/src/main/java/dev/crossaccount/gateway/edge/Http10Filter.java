package dev.crossaccount.gateway.edge;

import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Sends an HTTP/1.0 client no chunks, which it can't read: an answer of unknown length
 * ends where the connection does. Such a client has to be told where it does not.
 */
@Component
@Order(Steps.CONNECTION)
class Http10Filter implements Step {

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
		if (HttpVersion.HTTP_1_0.equals(request.version())) {
			exchange.getResponse()
				.beforeCommit(() -> Mono
					.fromRunnable(() -> adapt(exchange.getResponse().getHeaders(), request.isKeepAlive())));
		}
		return next.filter(exchange);
	}

	private static void adapt(HttpHeaders headers, boolean keepAlive) {
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
		if (keepAlive && headers.getContentLength() >= 0 && !headers.containsHeader(HttpHeaders.CONNECTION)) {
			headers.setConnection("keep-alive");
		}
	}

}
