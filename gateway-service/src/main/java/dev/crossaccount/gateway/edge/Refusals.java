package dev.crossaccount.gateway.edge;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestId;
import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;

import org.springframework.http.MediaType;

/**
 * Turns Reactor Netty's own answers to requests that can't be read, which are empty, into
 * problems.
 */
class Refusals extends ChannelOutboundHandlerAdapter {

	private final ProblemBody body;

	Refusals(ProblemBody body) {
		this.body = body;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		RequestRecord record = (message instanceof FullHttpResponse response && isOwn(response))
				? RequestRecord.of(context.channel()) : null;
		if (record == null) {
			context.write(message, promise);
			return;
		}
		FullHttpResponse response = (FullHttpResponse) message;
		response.release();
		Problem problem = problem(record.head(), response.status());
		record.fail(problem.slug());
		context.write(answer(record, problem), promise);
	}

	/** Every other answer, a provider's too, carries the request id. */
	private static boolean isOwn(FullHttpResponse response) {
		return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
				&& !response.headers().contains(RequestId.HEADER);
	}

	private FullHttpResponse answer(RequestRecord record, Problem problem) {
		String requestId = RequestId.choose(record.head().headers().getAll(RequestId.HEADER));
		byte[] bytes = this.body.write(problem, record.isReadable() ? path(record.head()) : null, requestId);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(bytes));
		HttpHeaders headers = response.headers();
		headers.set(RequestId.HEADER, requestId);
		headers.set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
		headers.setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
		headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		return response;
	}

	private static Problem problem(HttpRequest request, HttpResponseStatus status) {
		if (request.decoderResult().cause() instanceof RequestException failure) {
			return Problem.of(failure);
		}
		return switch (status.code()) {
			case 414 -> Problem.uriTooLong();
			case 431 -> Problem.headersTooLarge();
			default -> Problem.badRequest("The request is not well-formed HTTP.");
		};
	}

	private static String path(HttpRequest request) {
		int query = request.uri().indexOf('?');
		return (query < 0) ? request.uri() : request.uri().substring(0, query);
	}

}
