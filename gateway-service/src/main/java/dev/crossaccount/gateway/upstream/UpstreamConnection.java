package dev.crossaccount.gateway.upstream;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a provider, at the end of its channel's pipeline. It serves one request
 * at a time and lives on one event loop, that of the clients whose requests it takes.
 */
class UpstreamConnection extends ChannelInboundHandlerAdapter {

	private final UpstreamPool pool;

	private final long responseNanos;

	private final long endOfLife;

	private @Nullable Channel channel;

	private @Nullable UpstreamExchange current;

	/** An interim answer is being read, which nobody gets. */
	private boolean interim;

	private boolean keptAlive;

	private boolean inBody;

	/** An answer is complete, and what else was read with it is nobody's. */
	private boolean complete;

	private boolean paused;

	private boolean clientsTurn;

	/** When the provider was last heard of, or 0 while it is not its turn. */
	private long silentSince;

	private @Nullable Future<?> timer;

	private long idleSince;

	/**
	 * Not connected yet.
	 * @param pool where it belongs
	 * @param responseNanos longest silence while an answer is due
	 * @param lifeNanos how long it may be used, give or take a fifth: connections that
	 * were opened together should not all be reopened together
	 */
	UpstreamConnection(UpstreamPool pool, long responseNanos, long lifeNanos) {
		this.pool = pool;
		this.responseNanos = responseNanos;
		this.endOfLife = System.nanoTime() + lifeNanos - ThreadLocalRandom.current().nextLong(lifeNanos / 5 + 1);
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.channel = context.channel();
	}

	/** Its channel, once it is connected. */
	Channel channel() {
		Channel channel = this.channel;
		if (channel == null) {
			throw new IllegalStateException("Not connected");
		}
		return channel;
	}

	/** Whether it may take another request. */
	boolean isUsable(long now) {
		return channel().isActive() && now - this.endOfLife < 0;
	}

	void idle(long now) {
		this.idleSince = now;
	}

	/** Whether it may go on waiting for a request. */
	boolean isFresh(long now, long maxIdleNanos) {
		return isUsable(now) && now - this.idleSince < maxIdleNanos;
	}

	/** Begins to serve a request, which is the only one until it is released. */
	void serve(UpstreamExchange exchange) {
		this.current = exchange;
		this.interim = false;
		this.keptAlive = false;
		this.inBody = false;
		this.paused = false;
		awaitClient();
	}

	/** From here on the provider has to say something, or take more of the request. */
	void awaitProvider() {
		this.clientsTurn = false;
		measureSilence();
	}

	/** It is the client's turn to send more. */
	void awaitClient() {
		this.clientsTurn = true;
		measureSilence();
	}

	/** The client does not want more for now, which is no silence of the provider's. */
	void pause() {
		channel().config().setAutoRead(false);
		this.paused = true;
		measureSilence();
	}

	void resume() {
		channel().config().setAutoRead(true);
		this.paused = false;
		measureSilence();
	}

	private void measureSilence() {
		this.silentSince = (this.paused || this.clientsTurn) ? 0 : System.nanoTime();
		if (this.silentSince != 0 && this.timer == null) {
			schedule(this.responseNanos);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		UpstreamExchange exchange = this.current;
		if (exchange == null || !(message instanceof HttpObject part)) {
			// Nobody asked.
			ReferenceCountUtil.release(message);
			this.complete = false;
			context.close();
			return;
		}
		if (part.decoderResult().isFailure()) {
			ReferenceCountUtil.release(message);
			fail(exchange, part.decoderResult().cause());
			return;
		}
		if (this.silentSince != 0) {
			this.silentSince = System.nanoTime();
		}
		if (part instanceof HttpResponse head) {
			begin(exchange, head);
		}
		if (part instanceof HttpContent content) {
			read(exchange, content);
		}
	}

	/** 100 and 103 are nobody's answer, nobody asked for 101, and 1000 is none. */
	private void begin(UpstreamExchange exchange, HttpResponse head) {
		int status = head.status().code();
		if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code() || status < 100 || status > 999) {
			fail(exchange, new DecoderException("Answered with the status " + status));
			return;
		}
		this.interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
		if (!this.interim) {
			this.keptAlive = HttpUtil.isKeepAlive(head);
			this.inBody = true;
			exchange.head(head);
		}
	}

	private void read(UpstreamExchange exchange, HttpContent content) {
		boolean last = content instanceof LastHttpContent;
		if (this.interim || !this.inBody) {
			content.release();
			this.interim &= !last;
			return;
		}
		if (!last) {
			exchange.content(content.content());
			return;
		}
		this.inBody = false;
		this.current = null;
		this.silentSince = 0;
		this.complete = true;
		this.keptAlive &= exchange.isSent();
		channel().config().setAutoRead(true);
		exchange.end(content.content());
	}

	/**
	 * Gives itself back only now: whatever was read behind the answer must not be taken
	 * for another's.
	 */
	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.current != null) {
			this.current.readComplete();
		}
		else if (this.complete) {
			this.complete = false;
			if (this.keptAlive && context.channel().isActive()) {
				this.pool.release(this);
			}
			else {
				context.close();
			}
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (this.current != null) {
			this.current.writabilityChanged();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		try {
			if (this.current != null) {
				fail(this.current, new IOException("Connection closed by the provider before its answer was complete"));
			}
		}
		finally {
			this.pool.closed(this);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (this.current != null) {
			fail(this.current, cause);
		}
		else {
			context.close();
		}
	}

	private void fail(UpstreamExchange exchange, Throwable cause) {
		this.current = null;
		channel().close();
		exchange.failed(cause);
	}

	/** Closes it: its client has gone. */
	void abandon() {
		this.current = null;
		channel().close();
	}

	private void schedule(long nanos) {
		this.timer = channel().eventLoop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
	}

	/** One timer serves many requests: it looks again when it fires too early. */
	private void check() {
		this.timer = null;
		if (this.silentSince == 0 || this.current == null) {
			return;
		}
		long left = this.silentSince + this.responseNanos - System.nanoTime();
		if (left > 0) {
			schedule(left);
		}
		else {
			fail(this.current, ReadTimeoutException.INSTANCE);
		}
	}

}
