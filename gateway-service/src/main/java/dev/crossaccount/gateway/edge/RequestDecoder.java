package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what Netty would repair, and a request line with headers that takes too long:
 * however slowly bytes trickle in, the time counts from the first.
 */
class RequestDecoder extends HttpRequestDecoder {

	private final Duration headerTimeout;

	private final Consumer<HttpMethod> requests;

	private HeadLines lines = new HeadLines();

	private boolean inHead = true;

	/** Of a body in chunks. */
	private @Nullable ChunkLines chunks;

	/** Nothing that follows a request that can't be read is a request. */
	private boolean refused;

	private @Nullable Future<?> timer;

	RequestDecoder(HttpDecoderConfig config, Duration headerTimeout, Consumer<HttpMethod> requests) {
		super(config);
		this.headerTimeout = headerTimeout;
		this.requests = requests;
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		if (this.refused) {
			in.skipBytes(in.readableBytes());
			return;
		}
		int start = in.readerIndex();
		int decoded = out.size();
		super.decode(context, in, out);
		if (this.inHead) {
			this.lines.read(in, start);
		}
		else if (this.chunks != null && !this.chunks.read(in, start)) {
			discard(out, decoded);
			out.add(brokenChunk());
		}
		if (out.size() > decoded) {
			received(out, decoded);
		}
		else if (this.inHead && this.timer == null && (this.lines.hasBegun() || in.isReadable())) {
			this.timer = context.executor()
				.schedule(() -> giveUp(context), this.headerTimeout.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
		stopTimer();
		super.handlerRemoved0(context);
	}

	private void received(List<Object> out, int first) {
		if (out.get(first) instanceof HttpRequest request) {
			stopTimer();
			judge(request);
			this.requests.accept(request.method());
			this.inHead = false;
			this.chunks = HttpUtil.isTransferEncodingChunked(request) ? new ChunkLines() : null;
			if (this.refused) {
				discard(out, first + 1);
			}
		}
		if (out.get(out.size() - 1) instanceof LastHttpContent last) {
			this.refused |= last.decoderResult().isFailure();
			this.inHead = true;
			this.lines = new HeadLines();
		}
	}

	private static void discard(List<Object> out, int first) {
		while (out.size() > first) {
			ReferenceCountUtil.release(out.remove(first));
		}
	}

	/** As Netty tells of those that it refuses itself. */
	private static LastHttpContent brokenChunk() {
		LastHttpContent broken = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
		broken.setDecoderResult(
				DecoderResult.failure(new RequestException(Kind.MALFORMED, "The chunk is not well-formed.")));
		return broken;
	}

	private void judge(HttpRequest request) {
		if (request.decoderResult().isSuccess()) {
			String violation = this.lines.violation();
			violation = (violation != null) ? violation : HeadRules.violation(request);
			if (violation != null) {
				request.setDecoderResult(DecoderResult.failure(new RequestException(Kind.MALFORMED, violation)));
				// Reactor Netty would answer HTTP/2.0 before the requests that came
				// earlier.
				request.setProtocolVersion(HttpVersion.HTTP_1_1);
			}
		}
		this.refused = request.decoderResult().isFailure();
	}

	private void giveUp(ChannelHandlerContext context) {
		this.refused = true;
		HttpMessage request = createInvalidMessage();
		request.setDecoderResult(DecoderResult
			.failure(new RequestException(Kind.TIMEOUT, "The request line and headers did not come in time.")));
		this.requests.accept(HttpMethod.GET);
		context.fireChannelRead(request);
	}

	private void stopTimer() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

}
