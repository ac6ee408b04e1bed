package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/**
 * Reads requests strictly and writes responses: Netty's {@code HttpServerCodec}, which is
 * final, with another decoder and without CONNECT and upgrades.
 */
class HttpCodec extends CombinedChannelDuplexHandler<RequestDecoder, HttpResponseEncoder> {

	HttpCodec(HttpDecoderConfig config, Duration headerTimeout) {
		Deque<HttpMethod> unanswered = new ArrayDeque<>();
		init(new RequestDecoder(config, headerTimeout, unanswered::add), new ResponseEncoder(unanswered));
	}

	/** Leaves out the body of an answer to HEAD. */
	private static final class ResponseEncoder extends HttpResponseEncoder {

		private final Deque<HttpMethod> unanswered;

		ResponseEncoder(Deque<HttpMethod> unanswered) {
			this.unanswered = unanswered;
		}

		@Override
		protected boolean isContentAlwaysEmpty(HttpResponse response) {
			if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
				return super.isContentAlwaysEmpty(response);
			}
			return HttpMethod.HEAD.equals(this.unanswered.poll()) || super.isContentAlwaysEmpty(response);
		}

	}

}
