package dev.crossaccount.gateway.upstream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/**
 * Saves the answer of a provider that closes the connection while the request is still
 * being sent to it, such as 413. The failed write would come first and hide what has been
 * received, so it is held back until all of that has been read.
 * <p>
 * It needs {@code AUTO_CLOSE} to be off: a failed write then closes the output alone.
 */
class EarlyAnswers extends ChannelDuplexHandler {

	private final List<Runnable> failures = new ArrayList<>();

	static void awaitOn(Channel channel) {
		channel.pipeline().addAfter(NettyPipeline.HttpCodec, EarlyAnswers.class.getName(), new EarlyAnswers());
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof FullHttpRequest) {
			context.write(message, promise);
			return;
		}
		ChannelPromise sent = context.newPromise();
		sent.addListener((future) -> {
			if (future.isSuccess()) {
				promise.trySuccess();
			}
			else {
				failed(context, promise, future.cause());
			}
		});
		context.write(message, sent);
	}

	private void failed(ChannelHandlerContext context, ChannelPromise promise, Throwable cause) {
		if (!(cause instanceof IOException) || !context.channel().isActive()) {
			promise.tryFailure(cause);
			return;
		}
		this.failures.add(() -> promise.tryFailure(cause));
		Connection.from(context.channel()).markPersistent(false);
		// A write fails when the provider has reset the connection, so the end is near.
		context.read();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		context.fireChannelInactive();
		release();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		release();
	}

	private void release() {
		List<Runnable> released = List.copyOf(this.failures);
		this.failures.clear();
		released.forEach(Runnable::run);
	}

}
