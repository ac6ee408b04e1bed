package dev.crossaccount.gateway.edge;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.crossaccount.gateway.direct.DirectHandler;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.channel.ChannelOperations;

/**
 * Holds a request back until the one before it on the connection is done with.
 * <p>
 * Reactor Netty queues it too, but drops its queue without an answer once a request that
 * it read, the queued one itself included, says {@code Connection: close}.
 */
class OneAtATime extends ChannelDuplexHandler {

	private final DirectHandler direct;

	private final Deque<Object> waiting = new ArrayDeque<>();

	private boolean passing;

	/** Asked for while requests wait: more would only make the queue longer. */
	private boolean readLater;

	OneAtATime(DirectHandler direct) {
		this.direct = direct;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!this.waiting.isEmpty() || message instanceof HttpRequest && isServing(context)) {
			this.waiting.add(message);
			return;
		}
		context.fireChannelRead(message);
	}

	/** Whoever is done with a request tells by an event. */
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		passOn(context);
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.waiting.isEmpty()) {
			context.read();
		}
		else {
			this.readLater = true;
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

	private void passOn(ChannelHandlerContext context) {
		if (this.passing) {
			// A request that is answered at once comes back here: the loop below goes on.
			return;
		}
		this.passing = true;
		while (!this.waiting.isEmpty() && !(this.waiting.peek() instanceof HttpRequest && isServing(context))) {
			context.fireChannelRead(this.waiting.poll());
		}
		this.passing = false;
		if (this.readLater && this.waiting.isEmpty()) {
			this.readLater = false;
			context.read();
		}
	}

	private boolean isServing(ChannelHandlerContext context) {
		return this.direct.isServing() || ChannelOperations.get(context.channel()) != null;
	}

}
