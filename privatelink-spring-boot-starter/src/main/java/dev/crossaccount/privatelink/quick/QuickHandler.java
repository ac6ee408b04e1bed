package dev.crossaccount.privatelink.quick;

import java.util.Map;
import java.util.Set;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.crossaccount.privatelink.lifecycle.DrainLifecycle;

/**
 * Answers what is at hand on the thread that read the request, and hands every other
 * request on to a thread that may wait.
 */
class QuickHandler extends Handler.Wrapper {

	private static final Set<String> JSON_WILL_DO = Set.of("*/*", "application/json", "application/*");

	private final Map<String, QuickRoute> routes;

	private final DrainLifecycle lifecycle;

	/**
	 * Makes the handler.
	 * @param routes what is at hand, by path
	 * @param lifecycle says when connections are to end, which a filter sees to
	 */
	QuickHandler(Map<String, QuickRoute> routes, DrainLifecycle lifecycle) {
		this.routes = routes;
		this.lifecycle = lifecycle;
	}

	/** Has Jetty call this handler without a thread for each request. */
	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		QuickRoute route = this.routes.get(request.getHttpURI().getPath());
		if (route == null || !isPlain(request) || !route.answer(request, response, callback)) {
			request.getComponents().getExecutor().execute(() -> handOn(request, response, callback));
		}
		return true;
	}

	private boolean isPlain(Request request) {
		HttpFields headers = request.getHeaders();
		String accept = headers.get(HttpHeader.ACCEPT);
		return HttpMethod.GET.is(request.getMethod()) && (accept == null || JSON_WILL_DO.contains(accept))
				&& !hasBody(headers) && !this.lifecycle.isDraining();
	}

	private static boolean hasBody(HttpFields headers) {
		return headers.contains(HttpHeader.CONTENT_LENGTH) || headers.contains(HttpHeader.TRANSFER_ENCODING)
				|| headers.contains(HttpHeader.EXPECT);
	}

	private void handOn(Request request, Response response, Callback callback) {
		try {
			if (!super.handle(request, response, callback)) {
				Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
			}
		}
		catch (Throwable ex) {
			Response.writeError(request, response, callback, ex);
		}
	}

}
