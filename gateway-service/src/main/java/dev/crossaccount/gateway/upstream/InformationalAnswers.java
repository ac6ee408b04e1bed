package dev.crossaccount.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/**
 * Drops a provider's interim answers, such as 103 Early Hints. Reactor Netty takes them
 * for the answer, and would then give the real one to the next request on the connection.
 */
class InformationalAnswers extends ChannelInboundHandlerAdapter {

	private boolean dropping;

	static void dropFrom(Channel channel) {
		channel.pipeline()
			.addAfter(NettyPipeline.HttpCodec, InformationalAnswers.class.getName(), new InformationalAnswers());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpResponse response) {
			this.dropping = isInterim(response.status());
		}
		if (!this.dropping) {
			context.fireChannelRead(message);
			return;
		}
		if (message instanceof LastHttpContent) {
			this.dropping = false;
		}
		ReferenceCountUtil.release(message);
		// Nothing was handed on that would ask for more.
		context.read();
	}

	/** 100 is known to Reactor Netty, and nobody asked for 101. */
	private static boolean isInterim(HttpResponseStatus status) {
		if (status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
			throw new DecoderException("Switched protocols without being asked");
		}
		return status.codeClass() == HttpStatusClass.INFORMATIONAL
				&& status.code() != HttpResponseStatus.CONTINUE.code();
	}

}
