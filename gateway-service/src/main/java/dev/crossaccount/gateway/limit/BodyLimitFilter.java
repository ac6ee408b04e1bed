package dev.crossaccount.gateway.limit;

import java.util.Map;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses bodies that are too large: before they are read where the length is known, else
 * at the first byte too many. The provider then never sees the end of the request.
 */
@Order(Steps.LIMIT + 1)
class BodyLimitFilter implements Step {

	private final Map<String, Long> maxByProvider;

	BodyLimitFilter(Map<String, Long> maxByProvider) {
		this.maxByProvider = maxByProvider;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		Long max = Provider.find(exchange, this.maxByProvider);
		if (max == null) {
			return next.filter(exchange);
		}
		ServerHttpRequest request = exchange.getRequest();
		long length = request.getHeaders().getContentLength();
		if (length > max) {
			return Mono.error(tooLarge(max));
		}
		if (length >= 0 || request.getHeaders().getFirst("Transfer-Encoding") == null) {
			return next.filter(exchange);
		}
		return next.filter(exchange.mutate().request(new CountedRequest(request, max)).build());
	}

	private static RequestException tooLarge(long max) {
		return new RequestException(Kind.TOO_LARGE,
				"The body is larger than " + max + " bytes, the most that is taken here. Send less.");
	}

	/** A request of a length that shows only as it comes. */
	private static final class CountedRequest extends ServerHttpRequestDecorator {

		private final long max;

		private long count;

		CountedRequest(ServerHttpRequest delegate, long max) {
			super(delegate);
			this.max = max;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return super.getBody().handle((part, sink) -> {
				this.count += part.readableByteCount();
				if (this.count > this.max) {
					DataBufferUtils.release(part);
					sink.error(tooLarge(this.max));
				}
				else {
					sink.next(part);
				}
			});
		}

	}

}
