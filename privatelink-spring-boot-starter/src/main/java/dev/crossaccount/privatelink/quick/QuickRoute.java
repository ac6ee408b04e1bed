package dev.crossaccount.privatelink.quick;

import java.nio.ByteBuffer;
import java.util.Set;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import dev.crossaccount.privatelink.endpoint.VpcEndpoint;
import dev.crossaccount.privatelink.requestid.RequestId;

/** Answers requests for one path, as filters and Spring MVC would. */
class QuickRoute {

	private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

	private final QuickAnswer answer;

	private final HttpField cacheControl;

	private final Set<String> allowed;

	private final QuickMetrics metrics;

	/**
	 * Makes the route.
	 * @param answer what to answer
	 * @param allowed ids of the endpoints allowed; all are, if empty
	 * @param metrics told of each answer
	 */
	QuickRoute(QuickAnswer answer, Set<String> allowed, QuickMetrics metrics) {
		this.answer = answer;
		this.cacheControl = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, answer.cacheControl());
		this.allowed = allowed;
		this.metrics = metrics;
	}

	/**
	 * Answers a request.
	 * @param request a plain request for the path
	 * @param response its response
	 * @param callback told when all is sent
	 * @return whether it did; if not, nothing has been changed
	 */
	boolean answer(Request request, Response response, Callback callback) {
		String endpoint = (String) request.getAttribute(VpcEndpoint.ATTRIBUTE);
		byte[] body = isAllowed(endpoint) ? this.answer.body().get() : null;
		if (body == null) {
			return false;
		}
		response.setStatus(HttpStatus.OK_200);
		HttpFields.Mutable headers = response.getHeaders();
		headers.put(RequestId.HEADER, RequestId.keepOrMake(request.getHeaders().get(RequestId.HEADER)));
		headers.put(this.cacheControl);
		headers.put(JSON);
		headers.put(HttpHeader.CONTENT_LENGTH, body.length);
		response.write(true, ByteBuffer.wrap(body), callback);
		this.metrics.answered(this.answer.path(), endpoint, request.getHeadersNanoTime());
		return true;
	}

	private boolean isAllowed(@Nullable String endpoint) {
		return this.allowed.isEmpty() || (endpoint != null && this.allowed.contains(endpoint));
	}

}
