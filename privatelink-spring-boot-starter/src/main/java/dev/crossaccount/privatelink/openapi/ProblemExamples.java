package dev.crossaccount.privatelink.openapi;

import java.util.List;

import org.springframework.http.ProblemDetail;

/**
 * Shows the problems that a service answers with, as a bean.
 * <p>
 * Those of one status become one component of the OpenAPI document, which has the name of
 * the status: an operation refers to it by
 * {@code @ApiResponse(responseCode = "404", ref = "not-found")}.
 *
 * @param problems one of each type, as {@code Problems} makes them
 */
public record ProblemExamples(List<ProblemDetail> problems) {

	public ProblemExamples {
		problems = List.copyOf(problems);
	}

}
