package dev.crossaccount.gateway.direct;

import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;
import reactor.netty.http.IdleTimeoutHandler;

/** Serves the requests of one connection that can take the direct way, one at a time. */
public final class DirectHandler extends ChannelDuplexHandler {

	private static final Logger LOG = LoggerFactory.getLogger(DirectHandler.class);

	private final DirectWay way;

	private final boolean applies;

	/** A request whose end, which is all that is missing, comes next. */
	private @Nullable DirectRequest taken;

	private @Nullable Serving serving;

	/** Whether the connection is to close when the answer is complete. */
	private boolean closing;

	DirectHandler(DirectWay way, boolean applies) {
		this.way = way;
		this.applies = applies;
	}

	/** Whether a request is being served, so that the next one has to wait. */
	public boolean isServing() {
		return this.taken != null || this.serving != null;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest head) {
			RequestRecord record = RequestRecord.of(context.channel());
			this.taken = (this.applies && record != null) ? this.way.take(head, record) : null;
			if (this.taken == null) {
				context.fireChannelRead(message);
			}
		}
		else if (this.taken != null) {
			ReferenceCountUtil.release(message);
			DirectRequest request = this.taken;
			this.taken = null;
			serve(context, request);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	private void serve(ChannelHandlerContext context, DirectRequest request) {
		// By its count the connection is idle.
		IdleTimeoutHandler.removeIdleTimeoutHandler(context.pipeline());
		// For the next request, and for the end of the connection.
		context.read();
		DirectResponse response = new DirectResponse(context, request.getMethod());
		if (!HttpUtil.isKeepAlive(request.record().head())) {
			response.makeLast();
		}
		DirectExchange exchange = new DirectExchange(request, response);
		Serving serving = new Serving(context, request.record(), response);
		this.serving = serving;
		this.way.begun();
		this.way.serve(exchange).subscribe(serving);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (this.serving != null) {
			this.serving.response.writabilityChanged();
		}
		context.fireChannelWritabilityChanged();
	}

	/** The client left: nobody waits for the answer. */
	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.serving != null) {
			this.serving.dispose();
		}
		context.fireChannelInactive();
	}

	/**
	 * Reactor Netty takes a connection for idle when it stops: the answer comes first.
	 */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		Serving serving = this.serving;
		if (serving == null || serving.record.isAbandoned() || !context.channel().isActive()) {
			context.close(promise);
		}
		else {
			context.channel().closeFuture().addListener((closed) -> promise.trySuccess());
			this.closing = true;
			serving.response.makeLast();
		}
	}

	private void served(ChannelHandlerContext context, boolean last) {
		this.serving = null;
		this.way.ended();
		if (last || this.closing) {
			context.close();
		}
		else if (context.channel().isActive()) {
			// Whoever held the next request back hears of it.
			context.pipeline().fireUserEventTriggered(Served.INSTANCE);
		}
	}

	/** An answer is complete. */
	private enum Served {

		INSTANCE

	}

	/** A request on its way. */
	private final class Serving extends BaseSubscriber<Void> {

		private final ChannelHandlerContext context;

		private final RequestRecord record;

		private final DirectResponse response;

		Serving(ChannelHandlerContext context, RequestRecord record, DirectResponse response) {
			this.context = context;
			this.record = record;
			this.response = response;
		}

		@Override
		protected void hookOnComplete() {
			if (!this.response.isCommitted()) {
				hookOnError(new IllegalStateException("No step answered the request"));
			}
		}

		/** Every failure has been answered, so this is one of the answer. */
		@Override
		protected void hookOnError(Throwable failure) {
			// Else the client left.
			if (this.context.channel().isActive()) {
				LOG.error("An answer failed", failure);
			}
			this.record.abandon();
		}

		@Override
		protected void hookFinally(SignalType end) {
			if (this.context.executor().inEventLoop()) {
				served(this.context, this.response.isLast());
			}
			else {
				this.context.executor().execute(() -> served(this.context, this.response.isLast()));
			}
		}

	}

}
