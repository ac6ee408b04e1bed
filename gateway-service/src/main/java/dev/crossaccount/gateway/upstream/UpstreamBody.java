package dev.crossaccount.gateway.upstream;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * The body of a provider's answer as it comes: no more is read ahead of the client than a
 * little. For one subscriber; on one event loop.
 */
class UpstreamBody extends Flux<DataBuffer> implements Subscription {

	/** Bytes that may wait for the client until nothing more is read. */
	private static final int READ_AHEAD = 64 * 1024;

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	private final EventLoop loop;

	/** Where it comes from, or {@code null} once all of it has come. */
	private @Nullable UpstreamConnection connection;

	private @Nullable CoreSubscriber<? super DataBuffer> subscriber;

	private final Deque<ByteBuf> parts = new ArrayDeque<>();

	private long waitingBytes;

	private long wanted;

	private boolean paused;

	private boolean ended;

	private @Nullable Throwable failure;

	private boolean over;

	private boolean draining;

	UpstreamBody(EventLoop loop, @Nullable UpstreamConnection connection) {
		this.loop = loop;
		this.connection = connection;
	}

	@Override
	public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
		onLoop(() -> {
			this.subscriber = actual;
			actual.onSubscribe(this);
		});
	}

	@Override
	public void request(long n) {
		onLoop(() -> {
			this.wanted = Operators.addCap(this.wanted, n);
			drain();
		});
	}

	/** The client has gone: so does the connection, unless the answer is complete. */
	@Override
	public void cancel() {
		onLoop(() -> {
			this.over = true;
			this.parts.forEach(ByteBuf::release);
			this.parts.clear();
			UpstreamConnection connection = this.connection;
			this.connection = null;
			if (connection != null) {
				connection.abandon();
			}
		});
	}

	/** More has come. */
	void add(ByteBuf part) {
		if (this.over || !part.isReadable()) {
			part.release();
			return;
		}
		this.parts.addLast(part);
		this.waitingBytes += part.readableBytes();
		drain();
		if (this.waitingBytes > READ_AHEAD && !this.paused && this.connection != null) {
			this.paused = true;
			this.connection.pause();
		}
	}

	void complete() {
		this.connection = null;
		this.ended = true;
		drain();
	}

	void fail(Throwable cause) {
		this.failure = cause;
		complete();
	}

	private void drain() {
		CoreSubscriber<? super DataBuffer> subscriber = this.subscriber;
		if (subscriber == null || this.draining) {
			return;
		}
		this.draining = true;
		while (this.wanted > 0 && !this.over && !this.parts.isEmpty()) {
			ByteBuf part = this.parts.removeFirst();
			this.waitingBytes -= part.readableBytes();
			this.wanted--;
			subscriber.onNext(BUFFERS.wrap(part));
		}
		this.draining = false;
		if (this.ended && this.parts.isEmpty() && !this.over) {
			this.over = true;
			if (this.failure != null) {
				subscriber.onError(this.failure);
			}
			else {
				subscriber.onComplete();
			}
		}
		else if (this.paused && this.waitingBytes == 0 && this.connection != null) {
			this.paused = false;
			this.connection.resume();
		}
	}

	private void onLoop(Runnable task) {
		if (this.loop.inEventLoop()) {
			task.run();
		}
		else {
			this.loop.execute(task);
		}
	}

}
