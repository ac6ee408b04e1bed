package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets a client that is still sending read the answer that told it to stop: closes the
 * output alone, and drops what comes until the client closes too.
 * <p>
 * The kernel resets a connection that is closed with bytes unread, and the client's
 * kernel then throws the answer away.
 */
class LingeringClose extends ChannelDuplexHandler {

	private static final Duration MAX = Duration.ofSeconds(10);

	/** Whether the end of the request, well-formed, is still to come. */
	private boolean receiving;

	private boolean answering;

	private boolean answered;

	private boolean lingering;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.lingering) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (message instanceof HttpRequest) {
			this.receiving = true;
			this.answered = false;
		}
		if (message instanceof LastHttpContent last && last.decoderResult().isSuccess()) {
			this.receiving = false;
		}
		context.fireChannelRead(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.lingering) {
			context.read();
		}
		else {
			context.fireChannelReadComplete();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response) {
			this.answering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
		}
		if (message instanceof LastHttpContent && this.answering) {
			this.answering = false;
			this.answered = true;
		}
		context.write(message, promise);
	}

	/** An answer that is not complete is cut off at once. */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		if (!this.receiving || !this.answered || !context.channel().isActive()) {
			context.close(promise);
			return;
		}
		context.channel().closeFuture().addListener((closed) -> promise.trySuccess());
		if (!this.lingering) {
			this.lingering = true;
			linger(context);
		}
	}

	private static void linger(ChannelHandlerContext context) {
		((DuplexChannel) context.channel()).shutdownOutput();
		var timer = context.executor().schedule(() -> context.close(), MAX.toMillis(), TimeUnit.MILLISECONDS);
		context.channel().closeFuture().addListener((closed) -> timer.cancel(false));
		context.read();
	}

}
