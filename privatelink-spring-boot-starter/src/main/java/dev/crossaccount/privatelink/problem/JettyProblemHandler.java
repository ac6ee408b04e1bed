package dev.crossaccount.privatelink.problem;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

import dev.crossaccount.privatelink.requestid.RequestId;

/**
 * Answers with a problem what Jetty refuses before a servlet sees it, such as bad HTTP.
 */
class JettyProblemHandler extends ErrorHandler {

	private final ProblemWriter writer;

	JettyProblemHandler(ProblemWriter writer) {
		this.writer = writer;
		setCacheControl(ProblemWriter.NO_STORE);
	}

	@Override
	public boolean errorPageForMethod(String method) {
		return true;
	}

	@Override
	protected void generateResponse(Request request, Response response, int code, String message,
			@Nullable Throwable cause, Callback callback) {
		HttpStatusCode status = HttpStatusCode.valueOf(code);
		ProblemDetail problem = Problems.ofStatus(status, Details.of(status));
		String requestId = RequestId.keepOrMake(request.getHeaders().get(RequestId.HEADER));
		byte[] body = this.writer.toJson(problem, path(request), requestId);
		response.getHeaders().put(RequestId.HEADER, requestId);
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
		response.write(true, ByteBuffer.wrap(body), callback);
	}

	private static @Nullable String path(Request request) {
		// Jetty's own placeholder for a request line that it could not read.
		return "BAD".equals(request.getMethod()) ? null : request.getHttpURI().getPath();
	}

}
