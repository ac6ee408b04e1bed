package dev.crossaccount.gateway.problem;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Writes a problem as {@code application/problem+json}. */
@Component
public class ProblemBody {

	private final JsonMapper json;

	public ProblemBody(JsonMapper json) {
		this.json = json;
	}

	/**
	 * The body of an error response.
	 * @param problem the error
	 * @param path the path that was asked for, as it was sent, or {@code null} if it
	 * could not be read
	 * @param requestId the id of the request
	 * @return JSON in UTF-8
	 */
	public byte[] write(Problem problem, @Nullable String path, String requestId) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", "urn:problem-type:" + problem.slug());
		body.put("title", problem.title());
		body.put("status", problem.status());
		body.put("detail", problem.detail());
		if (path != null) {
			body.put("instance", path);
		}
		body.put("requestId", requestId);
		body.putAll(problem.members());
		return this.json.writeValueAsBytes(body);
	}

}
