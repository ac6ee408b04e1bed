package dev.crossaccount.gateway.edge;

import java.util.Objects;

import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.request.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.http.MediaType;

/**
 * Refuses, before routing, what two servers could read in two ways. It stands before the
 * web layer, which would answer an unreadable target with an empty 400.
 */
class RequestGuard implements NettyRouteProvider {

	private final ProblemBody body;

	RequestGuard(ProblemBody body) {
		this.body = body;
	}

	@Override
	public HttpServerRoutes apply(HttpServerRoutes routes) {
		return routes.route((request) -> violation(request) != null, this::refuse);
	}

	private static @Nullable String violation(HttpServerRequest request) {
		String violation = TargetRules.violation(request.uri());
		if (violation == null && hasBody(request) && isBodiless(request.method())) {
			return "A " + request.method() + " request carries no body.";
		}
		return violation;
	}

	private static boolean hasBody(HttpServerRequest request) {
		String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
		return request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING)
				|| length != null && !length.equals("0");
	}

	/**
	 * Their bodies mean nothing, and Reactor Netty's client would hold them in memory.
	 */
	private static boolean isBodiless(HttpMethod method) {
		return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method) || HttpMethod.DELETE.equals(method);
	}

	private Publisher<Void> refuse(HttpServerRequest request, HttpServerResponse response) {
		String violation = Objects.requireNonNull(violation(request));
		String requestId = RequestId.choose(request.requestHeaders().getAll(RequestId.HEADER));
		Problem problem = Problem.badRequest(violation);
		byte[] bytes = this.body.write(problem, path(request.uri()), requestId);
		return response.status(problem.status())
			.header(RequestId.HEADER, requestId)
			.header(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
			.header(HttpHeaderNames.CACHE_CONTROL, "no-store")
			.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length))
			.keepAlive(false)
			.sendObject(Unpooled.wrappedBuffer(bytes));
	}

	static String path(String target) {
		int query = target.indexOf('?');
		return (query < 0) ? target : target.substring(0, query);
	}

}
