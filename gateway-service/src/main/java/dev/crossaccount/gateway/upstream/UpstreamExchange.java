package dev.crossaccount.gateway.upstream;

import dev.crossaccount.gateway.request.RequestException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * A request on a connection to a provider, once: sends it and gives the answer as soon as
 * its head is there. All of it happens on the event loop of the client's connection.
 */
class UpstreamExchange extends Mono<UpstreamAnswer> implements Subscription {

	private final UpstreamPool pool;

	private final Channel client;

	private final UpstreamCall call;

	private final HttpRequest head;

	private final @Nullable Publisher<DataBuffer> body;

	private @Nullable CoreSubscriber<? super UpstreamAnswer> subscriber;

	private @Nullable UpstreamConnection connection;

	private @Nullable RequestBody sending;

	private boolean started;

	private boolean sent;

	/** Nobody is to be told any more. */
	private boolean over;

	/** The head of the answer, while more of it may come with the same bytes. */
	private @Nullable HttpResponse unanswered;

	private @Nullable UpstreamBody answerBody;

	/**
	 * Prepares a request.
	 * @param pool where connections are
	 * @param client its client's connection
	 * @param call is told how the attempt ends
	 * @param head what is sent
	 * @param body its body, or {@code null} if it has none
	 */
	UpstreamExchange(UpstreamPool pool, Channel client, UpstreamCall call, HttpRequest head,
			@Nullable Publisher<DataBuffer> body) {
		this.pool = pool;
		this.client = client;
		this.call = call;
		this.head = head;
		this.body = body;
	}

	@Override
	public void subscribe(CoreSubscriber<? super UpstreamAnswer> actual) {
		this.subscriber = actual;
		actual.onSubscribe(this);
	}

	@Override
	public void request(long n) {
		onLoop(() -> {
			if (!this.started) {
				this.started = true;
				if (!this.over) {
					this.pool.acquire(this, this.client);
				}
			}
		});
	}

	/** The client has gone, or its answer was given up. */
	@Override
	public void cancel() {
		onLoop(() -> {
			if (!this.over) {
				this.over = true;
				this.pool.cancel(this);
				letGo();
			}
		});
	}

	private void onLoop(Runnable task) {
		if (this.client.eventLoop().inEventLoop()) {
			task.run();
		}
		else {
			this.client.eventLoop().execute(task);
		}
	}

	/** There is a connection, which nobody else uses. */
	void connected(UpstreamConnection connection) {
		if (this.over) {
			this.pool.release(connection);
			return;
		}
		this.connection = connection;
		connection.serve(this);
		Channel channel = connection.channel();
		if (this.body == null) {
			this.sent = true;
			channel.writeAndFlush(new DefaultFullHttpRequest(this.head.protocolVersion(), this.head.method(),
					this.head.uri(), Unpooled.EMPTY_BUFFER, this.head.headers(), EmptyHttpHeaders.INSTANCE));
			connection.awaitProvider();
			return;
		}
		channel.write(this.head).addListener((written) -> wrote((ChannelFuture) written));
		this.sending = new RequestBody(connection);
		this.body.subscribe(this.sending);
		channel.flush();
	}

	/**
	 * A write fails when the provider does not take any more. It may have answered
	 * before, such as with 413, so that is read first; the silence is bounded.
	 */
	private void wrote(ChannelFuture written) {
		UpstreamConnection connection = this.connection;
		if (!written.isSuccess() && connection != null && !this.sent) {
			stopSending();
			connection.awaitProvider();
		}
	}

	/** Whether the whole request went out, so that the connection can take another. */
	boolean isSent() {
		return this.sent;
	}

	void head(HttpResponse head) {
		this.unanswered = head;
	}

	void content(ByteBuf part) {
		answerNow();
		if (this.answerBody != null) {
			this.answerBody.add(part);
		}
		else {
			part.release();
		}
	}

	/** The answer is complete, and the connection somebody else's. */
	void end(ByteBuf lastPart) {
		UpstreamConnection connection = this.connection;
		this.connection = null;
		stopSending();
		HttpResponse head = this.unanswered;
		if (head != null && (HttpUtil.isContentLengthSet(head) || !lastPart.isReadable())) {
			this.unanswered = null;
			succeed(UpstreamAnswer.whole(head, lastPart));
			return;
		}
		answerNow();
		if (this.answerBody != null) {
			this.answerBody.add(lastPart);
			this.answerBody.complete();
		}
		else {
			lastPart.release();
		}
	}

	/** What came so far is all that there is for now. */
	void readComplete() {
		answerNow();
	}

	private void answerNow() {
		HttpResponse head = this.unanswered;
		if (head != null) {
			this.unanswered = null;
			this.answerBody = new UpstreamBody(this.client.eventLoop(), this.connection);
			succeed(UpstreamAnswer.streamed(head, this.answerBody));
		}
	}

	void writabilityChanged() {
		if (this.sending != null) {
			this.sending.more();
		}
	}

	/**
	 * There is no answer, or no more of it, and the connection has gone if there was one.
	 */
	void failed(Throwable cause) {
		this.connection = null;
		stopSending();
		if (this.answerBody != null) {
			this.answerBody.fail(cause);
		}
		else {
			this.unanswered = null;
			fail(cause);
		}
	}

	private void succeed(UpstreamAnswer answer) {
		if (this.over || this.subscriber == null) {
			answer.discard();
			return;
		}
		this.over = true;
		this.call.answer(answer.status());
		if (FailedAnswer.isFailure(answer)) {
			this.subscriber.onError(new FailedAnswer(answer));
			return;
		}
		this.subscriber.onNext(answer);
		this.subscriber.onComplete();
	}

	private void fail(Throwable cause) {
		if (!this.over && this.subscriber != null) {
			this.over = true;
			Throwable failure = (cause instanceof RequestException) ? cause
					: UpstreamFailures.of(this.call.provider(), cause);
			this.call.fail(failure);
			this.subscriber.onError(failure);
		}
	}

	private void stopSending() {
		RequestBody sending = this.sending;
		if (sending != null) {
			this.sending = null;
			sending.dispose();
		}
	}

	private void letGo() {
		UpstreamConnection connection = this.connection;
		this.connection = null;
		stopSending();
		if (connection != null) {
			connection.abandon();
		}
	}

	/** Writes the body as the provider takes it. */
	private final class RequestBody extends BaseSubscriber<DataBuffer> {

		private final UpstreamConnection connection;

		private boolean asked;

		RequestBody(UpstreamConnection connection) {
			this.connection = connection;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			more();
		}

		void more() {
			if (!this.connection.channel().isWritable()) {
				this.connection.awaitProvider();
			}
			else if (!this.asked) {
				this.asked = true;
				this.connection.awaitClient();
				request(1);
			}
		}

		@Override
		protected void hookOnNext(DataBuffer part) {
			this.asked = false;
			ByteBuf bytes = (part instanceof NettyDataBuffer netty) ? netty.getNativeBuffer()
					: NettyDataBufferFactory.toByteBuf(part);
			onLoop(() -> {
				this.connection.channel()
					.writeAndFlush(new DefaultHttpContent(bytes))
					.addListener((written) -> wrote((ChannelFuture) written));
				more();
			});
		}

		@Override
		protected void hookOnComplete() {
			onLoop(() -> {
				if (UpstreamExchange.this.connection == this.connection) {
					UpstreamExchange.this.sent = true;
					UpstreamExchange.this.sending = null;
					this.connection.channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
					this.connection.awaitProvider();
				}
			});
		}

		/** The client broke off in the middle of its request. */
		@Override
		protected void hookOnError(Throwable failure) {
			onLoop(() -> {
				UpstreamExchange.this.sending = null;
				letGo();
				failed(failure);
			});
		}

	}

}
