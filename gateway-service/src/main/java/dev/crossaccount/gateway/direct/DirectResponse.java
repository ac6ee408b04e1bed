package dev.crossaccount.gateway.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.FutureMono;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.util.Assert;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * An answer that is written to the client's connection: at once if all of it is there,
 * else as the client takes it.
 */
class DirectResponse implements ServerHttpResponse {

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	private static final MultiValueMap<String, ResponseCookie> NO_COOKIES = CollectionUtils
		.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());

	private final ChannelHandlerContext context;

	private final boolean isHead;

	private final HttpHeaders sent = DefaultHttpHeadersFactory.headersFactory().newHeaders();

	private final org.springframework.http.HttpHeaders headers = new org.springframework.http.HttpHeaders(
			new Netty4HeadersAdapter(this.sent));

	private final List<Supplier<? extends Mono<Void>>> lastly = new ArrayList<>(4);

	private HttpStatusCode status = HttpStatusCode.valueOf(200);

	private boolean committed;

	private boolean last;

	private @Nullable Streaming streaming;

	DirectResponse(ChannelHandlerContext context, HttpMethod method) {
		this.context = context;
		this.isHead = HttpMethod.HEAD.equals(method);
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return this.status;
	}

	@Override
	public boolean setStatusCode(@Nullable HttpStatusCode status) {
		if (!this.committed && status != null) {
			this.status = status;
		}
		return !this.committed;
	}

	@Override
	public org.springframework.http.HttpHeaders getHeaders() {
		return this.committed ? org.springframework.http.HttpHeaders.readOnlyHttpHeaders(this.headers) : this.headers;
	}

	@Override
	public MultiValueMap<String, ResponseCookie> getCookies() {
		return NO_COOKIES;
	}

	/** Providers' cookies are headers like others; the gateway sets none. */
	@Override
	public void addCookie(ResponseCookie cookie) {
		throw new UnsupportedOperationException("The gateway sets no cookies");
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return BUFFERS;
	}

	/** Such actions of the steps set headers, which takes no time: none may wait. */
	@Override
	public void beforeCommit(Supplier<? extends Mono<Void>> action) {
		this.lastly.add(action);
	}

	@Override
	public boolean isCommitted() {
		return this.committed;
	}

	/** The connection is to close after this answer. */
	void makeLast() {
		this.last = true;
	}

	/** Whether the client was told that the connection closes after this answer. */
	boolean isLast() {
		return this.committed && this.sent.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
	}

	/** The client took some of what was written. */
	void writabilityChanged() {
		if (this.streaming != null) {
			this.streaming.more();
		}
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (body instanceof Mono<? extends DataBuffer> whole) {
			return whole.flatMap((buffer) -> write(NettyDataBufferFactory.toByteBuf(buffer)));
		}
		return new Streaming(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap((part) -> part));
	}

	@Override
	public Mono<Void> setComplete() {
		return this.committed ? Mono.empty() : write(Unpooled.EMPTY_BUFFER);
	}

	private Mono<Void> write(ByteBuf whole) {
		try {
			return FutureMono.from(writeWhole(whole));
		}
		catch (RuntimeException ex) {
			whole.release();
			return Mono.error(ex);
		}
	}

	private ChannelFuture writeWhole(ByteBuf whole) {
		commit();
		if (mayHaveBody() && !this.sent.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			this.sent.setInt(HttpHeaderNames.CONTENT_LENGTH, whole.readableBytes());
		}
		return this.context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(this.status.value()), whole, this.sent, EmptyHttpHeaders.INSTANCE));
	}

	private void writeHead() {
		commit();
		if (mayHaveBody() && !this.sent.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			this.sent.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		}
		this.context.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(this.status.value()), this.sent));
	}

	/** If it fails, another answer may be given. */
	private void commit() {
		List<Supplier<? extends Mono<Void>>> actions = List.copyOf(this.lastly);
		this.lastly.clear();
		actions.forEach(DirectResponse::run);
		if (this.last) {
			this.sent.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		}
		this.committed = true;
	}

	private static void run(Supplier<? extends Mono<Void>> action) {
		CompletableFuture<@Nullable Void> done = action.get().toFuture();
		Assert.state(done.isDone(), "What is done before an answer must not wait");
		done.getNow(null);
	}

	/** The codec leaves out what comes all the same. */
	private boolean mayHaveBody() {
		int code = this.status.value();
		return !this.isHead && code != 204 && code != 304;
	}

	/** Writes a part when the one before has nearly left. */
	private final class Streaming extends Mono<Void> implements CoreSubscriber<DataBuffer>, Subscription {

		private final Publisher<? extends DataBuffer> body;

		private CoreSubscriber<? super Void> actual = Operators.emptySubscriber();

		private Subscription source = Operators.emptySubscription();

		private boolean asked;

		Streaming(Publisher<? extends DataBuffer> body) {
			this.body = body;
		}

		@Override
		public void subscribe(CoreSubscriber<? super Void> actual) {
			this.actual = actual;
			this.body.subscribe(this);
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription source) {
			this.source = source;
			DirectResponse.this.streaming = this;
			this.actual.onSubscribe(this);
			more();
		}

		@Override
		public void request(long n) {
			// Nothing but the end is told.
		}

		@Override
		public void cancel() {
			DirectResponse.this.streaming = null;
			this.source.cancel();
		}

		void more() {
			if (!this.asked && DirectResponse.this.context.channel().isWritable()) {
				this.asked = true;
				this.source.request(1);
			}
		}

		@Override
		public void onNext(DataBuffer part) {
			ByteBuf bytes = NettyDataBufferFactory.toByteBuf(part);
			try {
				if (!DirectResponse.this.committed) {
					writeHead();
				}
			}
			catch (RuntimeException ex) {
				bytes.release();
				cancel();
				this.actual.onError(ex);
				return;
			}
			DirectResponse.this.context.writeAndFlush(new DefaultHttpContent(bytes));
			this.asked = false;
			more();
		}

		@Override
		public void onError(Throwable failure) {
			DirectResponse.this.streaming = null;
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			DirectResponse.this.streaming = null;
			try {
				ChannelFuture end = DirectResponse.this.committed
						? DirectResponse.this.context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
						: writeWhole(Unpooled.EMPTY_BUFFER);
				end.addListener(this::ended);
			}
			catch (RuntimeException ex) {
				this.actual.onError(ex);
			}
		}

		private void ended(Future<? super Void> written) {
			if (written.isSuccess()) {
				this.actual.onComplete();
			}
			else {
				this.actual.onError(written.cause());
			}
		}

	}

}
