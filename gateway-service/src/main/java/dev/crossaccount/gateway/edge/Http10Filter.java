package dev.crossaccount.gateway.edge;

import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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
		HttpRequest request = RequestRecord.required(exchange).head();
		if (HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
			exchange.getResponse()
				.beforeCommit(() -> Mono
					.fromRunnable(() -> adapt(exchange.getResponse().getHeaders(), HttpUtil.isKeepAlive(request))));
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
