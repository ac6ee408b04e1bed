package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Gives up on a body that is broken, or of which nothing or next to nothing comes though
 * it is asked for: a provider that reads slowly is no fault of the client.
 * <p>
 * Whoever reads the body gets the failure and answers. Reactor Netty's own ways don't do:
 * its read timeout closes without an answer, its request timeout counts the whole
 * request, and it answers a broken chunk while the request is still being served.
 */
class BodyGuard extends ChannelDuplexHandler {

	/**
	 * What a byte adds to how long its client is waited for, so that none is held by a
	 * byte every now and then: on average there must be 500 a second.
	 */
	private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 500;

	private final long timeoutNanos;

	/** Whether a request is not answered to the end. */
	private boolean pending;

	private boolean answering;

	private boolean inBody;

	/** Whether anybody reads the body: Reactor Netty asks for none before. */
	private boolean wanted;

	private boolean asked;

	private long askedAt;

	/** How long the client is waited for from {@link #askedAt} on. */
	private long patience;

	private @Nullable Future<?> timer;

	private @Nullable RequestException failure;

	/** Reactor Netty warns of a failure that it hears of twice. */
	private boolean told;

	BodyGuard(Duration timeout) {
		this.timeoutNanos = timeout.toNanos();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest) {
			this.pending = true;
			this.inBody = true;
			this.wanted = false;
			this.asked = false;
			this.patience = this.timeoutNanos;
		}
		else if (message instanceof HttpContent content) {
			came(content.content().readableBytes());
			if (content.decoderResult().isFailure()) {
				ReferenceCountUtil.release(message);
				fail(context, new RequestException(Kind.MALFORMED, "The body is not well-formed."));
				return;
			}
		}
		if (message instanceof LastHttpContent) {
			stop();
		}
		context.fireChannelRead(message);
	}

	@Override
	public void read(ChannelHandlerContext context) {
		this.wanted = true;
		if (this.failure != null) {
			deliver(context, this.failure);
		}
		else if (this.inBody && !this.asked) {
			this.asked = true;
			this.askedAt = System.nanoTime();
			if (this.timer == null) {
				schedule(context, this.patience);
			}
		}
		context.read();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			this.answering = true;
		}
		if (message instanceof LastHttpContent && this.answering) {
			this.answering = false;
			this.pending = false;
			if (this.failure != null) {
				context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
				return;
			}
		}
		context.write(message, promise);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		stop();
	}

	private void came(int bytes) {
		if (this.asked) {
			this.asked = false;
			this.patience -= System.nanoTime() - this.askedAt;
		}
		this.patience = Math.min(this.timeoutNanos, this.patience + bytes * NANOS_PER_BYTE);
	}

	private void schedule(ChannelHandlerContext context, long nanos) {
		this.timer = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
	}

	private void check(ChannelHandlerContext context) {
		this.timer = null;
		if (!this.asked) {
			// The next time that somebody asks starts it again.
			return;
		}
		long left = this.askedAt + this.patience - System.nanoTime();
		if (left > 0) {
			schedule(context, left);
		}
		else {
			fail(context, new RequestException(Kind.TIMEOUT, "The body did not come in time."));
		}
	}

	private void fail(ChannelHandlerContext context, RequestException failure) {
		stop();
		this.failure = failure;
		deliver(context, failure);
	}

	/** If the answer has begun, its end closes. */
	private void deliver(ChannelHandlerContext context, RequestException failure) {
		if (!this.pending) {
			context.close();
		}
		else if (!this.answering && this.wanted && !this.told) {
			this.told = true;
			context.fireExceptionCaught(failure);
		}
	}

	private void stop() {
		this.inBody = false;
		this.asked = false;
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

}
