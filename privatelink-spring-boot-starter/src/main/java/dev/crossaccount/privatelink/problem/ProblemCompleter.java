package dev.crossaccount.privatelink.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

import dev.crossaccount.privatelink.requestid.RequestId;

/**
 * Adds the request id to each problem that a handler returns.
 */
class ProblemCompleter implements ErrorResponse.Interceptor {

	@Override
	public void handleError(ProblemDetail problem, @Nullable ErrorResponse response) {
		String id = MDC.get(RequestId.MDC_KEY);
		if (id != null) {
			Problems.identify(problem, id);
		}
	}

}
