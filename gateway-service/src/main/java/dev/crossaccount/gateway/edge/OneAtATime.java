package dev.crossaccount.gateway.edge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.channel.ChannelOperations;

/**
 * Holds a request back until the one before it on the connection is done with. Meanwhile
 * nothing is read, so that no more than was read at once has to wait.
 * <p>
 * Reactor Netty queues it too, but drops its queue without an answer once a request that
 * it read, the queued one itself included, says {@code Connection: close}.
 */
class OneAtATime extends ChannelDuplexHandler {

	private final BooleanSupplier isServedDirectly;

	private final Deque<Object> waiting = new ArrayDeque<>();

	private boolean passing;

	/** What comes is nobody's: it follows the last request. */
	private boolean dropping;

	/** An answer has said that the connection closes. */
	private boolean lastAnswered;

	/**
	 * Holds nothing yet.
	 * @param isServedDirectly whether a request is served of which Reactor Netty does not
	 * know
	 */
	OneAtATime(BooleanSupplier isServedDirectly) {
		this.isServedDirectly = isServedDirectly;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		boolean begins = message instanceof HttpRequest;
		this.dropping |= begins && isOver(context);
		if (this.dropping) {
			ReferenceCountUtil.release(message);
		}
		else if (!this.waiting.isEmpty() || begins && isServing(context)) {
			context.channel().config().setAutoRead(false);
			this.waiting.add(message);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	/** Whoever is done with a request tells by an event. */
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		passOn(context);
	}

	/** While requests wait, more would only make the queue longer. */
	@Override
	public void read(ChannelHandlerContext context) {
		if (this.waiting.isEmpty()) {
			context.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse answer && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			this.lastAnswered |= !HttpUtil.isKeepAlive(answer);
		}
		context.write(message, promise);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

	private void passOn(ChannelHandlerContext context) {
		if (this.passing || this.waiting.isEmpty()) {
			// A request that is answered at once comes back here: the loop below goes on.
			return;
		}
		this.passing = true;
		while (!this.waiting.isEmpty() && !mustWait(context, this.waiting.peek())) {
			context.fireChannelRead(this.waiting.poll());
		}
		this.passing = false;
		if (this.waiting.isEmpty()) {
			context.read();
		}
	}

	private boolean mustWait(ChannelHandlerContext context, Object message) {
		return message instanceof HttpRequest && (isServing(context) || isOver(context));
	}

	/** A client repeats elsewhere what comes too late here: nobody may do it twice. */
	private boolean isOver(ChannelHandlerContext context) {
		return this.lastAnswered || !context.channel().isActive();
	}

	private boolean isServing(ChannelHandlerContext context) {
		return this.isServedDirectly.getAsBoolean() || ChannelOperations.get(context.channel()) != null;
	}

}
