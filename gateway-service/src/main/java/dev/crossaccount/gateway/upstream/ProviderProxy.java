package dev.crossaccount.gateway.upstream;

import java.util.Map.Entry;
import java.util.Objects;

import dev.crossaccount.gateway.headers.ProviderRequestHeaders;
import dev.crossaccount.gateway.headers.ProviderResponseHeaders;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends requests to one provider and passes its answers on: to the very path and query
 * that the client sent, in the provider's time limits, with failures sorted by kind and
 * met as its settings say.
 */
class ProviderProxy {

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	private final Provider provider;

	private final UpstreamPool pool;

	private final Resilience resilience;

	private final ProviderRequestHeaders requestHeaders;

	private final ProviderResponseHeaders responseHeaders;

	ProviderProxy(Provider provider, UpstreamPool pool, Resilience resilience, ProviderRequestHeaders requestHeaders,
			ProviderResponseHeaders responseHeaders) {
		this.provider = provider;
		this.pool = pool;
		this.resilience = resilience;
		this.requestHeaders = requestHeaders;
		this.responseHeaders = responseHeaders;
	}

	/**
	 * Serves a request.
	 * @param exchange the request
	 * @param sent the headers that the client sent
	 * @param client the client's connection
	 * @return completes with the answer
	 */
	Mono<Void> serve(ServerWebExchange exchange, Iterable<Entry<String, String>> sent, Channel client) {
		return send(exchange, sent, client).flatMap((answer) -> pass(answer, exchange));
	}

	/**
	 * Sends a request.
	 * @param exchange the request
	 * @param sent the headers that the client sent
	 * @param client the client's connection
	 * @return the answer, whose status and headers the response has already
	 */
	Mono<UpstreamAnswer> send(ServerWebExchange exchange, Iterable<Entry<String, String>> sent, Channel client) {
		UpstreamRequest request = this.resilience.prepare(exchange.getRequest());
		UpstreamCall call = UpstreamCall.begin(exchange);
		return this.resilience.send(request, () -> {
			call.attempt();
			HttpHeaders headers = this.requestHeaders.of(sent.iterator(), exchange);
			return new UpstreamExchange(this.pool, client, call, head(exchange.getRequest(), headers),
					hasBody(headers) ? request.getBody() : null);
		}).doOnNext((answer) -> announce(answer, exchange.getResponse()));
	}

	private void announce(UpstreamAnswer answer, ServerHttpResponse response) {
		try {
			response.setRawStatusCode(answer.status());
			this.responseHeaders.add(answer.head().headers(), response.getHeaders());
		}
		catch (RuntimeException ex) {
			answer.discard();
			throw ex;
		}
	}

	private static DefaultHttpRequest head(ServerHttpRequest request, HttpHeaders headers) {
		String query = request.getURI().getRawQuery();
		String path = request.getURI().getRawPath();
		return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.getMethod().name()),
				(query != null) ? path + "?" + query : path, headers);
	}

	private static boolean hasBody(HttpHeaders headers) {
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		return (length != null) ? !length.equals("0") : headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
	}

	/** Passes on the body of an answer that the response has the head of. */
	Mono<Void> pass(UpstreamAnswer answer, ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		UpstreamBody streamed = answer.streamed();
		if (streamed != null) {
			return response
				.writeWith(streamed.onErrorMap((failure) -> !(failure instanceof RequestException),
						(failure) -> UpstreamFailures.of(this.provider.name(), failure)))
				// Whatever was not read keeps its connection.
				.doFinally((end) -> streamed.cancel());
		}
		ByteBuf whole = Objects.requireNonNull(answer.whole());
		if (whole.isReadable()) {
			return response.writeWith(Mono.just(BUFFERS.wrap(whole)));
		}
		whole.release();
		return response.setComplete();
	}

}
