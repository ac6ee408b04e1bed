package dev.crossaccount.privatelink.problem;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

import dev.crossaccount.privatelink.requestid.RequestId;

/**
 * Writes a problem where Spring MVC is not in charge: in a filter, or in the server.
 */
public final class ProblemWriter {

	/** What caches are told of an error, unless the service tells them something else. */
	static final String NO_STORE = "no-store";

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answers a request with a problem.
	 * @param problem the problem
	 * @param request the request
	 * @param response the response, not yet committed
	 * @throws IOException where the client has gone
	 */
	public void write(ProblemDetail problem, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		byte[] body = toJson(problem, request.getRequestURI(), RequestId.of(request));
		response.setStatus(problem.getStatus());
		if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
			response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
		}
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	byte[] toJson(ProblemDetail problem, @Nullable String path, @Nullable String requestId) {
		if (problem.getInstance() == null) {
			problem.setInstance(instance(path));
		}
		if (requestId != null) {
			Problems.identify(problem, requestId);
		}
		return this.json.writeValueAsBytes(problem);
	}

	static @Nullable URI instance(@Nullable String path) {
		try {
			return (path != null) ? new URI(path) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
