package dev.crossaccount.privatelink.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/**
 * Describes a problem in OpenAPI documents; {@code ProblemDetail} is what is written.
 */
@Schema(description = "What is wrong with a request, or with the service (RFC 9457). Decide by type; title and detail are for people.")
record Problem(@Schema(requiredMode = RequiredMode.REQUIRED, format = "uri", pattern = "^urn:problem-type:[a-z-]+$",
		description = "What kind of problem it is; stable.", example = "urn:problem-type:invalid-value") String type,
		@Schema(requiredMode = RequiredMode.REQUIRED, minLength = 1,
				description = "The same in a sentence or less.") String title,
		@Schema(requiredMode = RequiredMode.REQUIRED, minimum = "400", maximum = "599",
				description = "The HTTP status.") int status,
		@Schema(minLength = 1, description = "What is wrong this time, and what to do.") String detail,
		@Schema(format = "uri-reference", description = "The path of the request.") String instance,
		@Schema(requiredMode = RequiredMode.REQUIRED, pattern = "^[A-Za-z0-9._-]{1,128}$",
				description = "The id in X-Request-Id; quote it in a report.") String requestId,
		@Schema(description = "The one field, header or parameter that is wrong.") String field) {

}
