package dev.crossaccount.privatelink.openapi;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import dev.crossaccount.privatelink.problem.Problems;
import dev.crossaccount.privatelink.requestid.RequestId;

/**
 * Adds to each operation what every service with the starter answers: problems of one
 * schema, the request id, and how long an answer may be kept.
 */
class CommonAnswers implements OpenApiCustomizer {

	private static final ProblemDetail NOT_ACCEPTABLE = Problems.ofStatus(HttpStatus.NOT_ACCEPTABLE,
			"The answer is available as: application/json.");

	/** What any operation may answer. */
	static final ProblemExamples PROBLEMS = new ProblemExamples(List
		.of(Problems.ofStatus(HttpStatus.BAD_REQUEST, "The request is not well-formed."), Problems.of(
				HttpStatus.FORBIDDEN, "endpoint-not-allowed", "Endpoint not allowed",
				"The VPC endpoint of this request is not on this service's list. Ask the service's owner to add it."),
				Problems.ofStatus(
						HttpStatus.INTERNAL_SERVER_ERROR,
						"The service failed. Try again, and quote the request id if it fails again."),
				NOT_ACCEPTABLE, Problems.ofStatus(HttpStatus.SERVICE_UNAVAILABLE,
						"The service cannot answer just now. Try again later.")));

	private static final String REQUEST_ID = "5f0c9a4b0e7d4a0d8f7f6f1f2b3c4d5e";

	private final List<ProblemExamples> examples;

	private final JsonMapper json;

	CommonAnswers(List<ProblemExamples> examples, JsonMapper json) {
		this.examples = examples;
		this.json = json;
	}

	@Override
	public void customise(OpenAPI api) {
		Components components = (api.getComponents() != null) ? api.getComponents() : new Components();
		api.setComponents(components);
		ModelConverters.getInstance(true).read(Problem.class).forEach(components::addSchemas);
		components.addParameters(RequestId.HEADER, requestIdParameter());
		components.addHeaders(RequestId.HEADER, header("The request's id: the caller's, or a new one.", REQUEST_ID));
		components.addHeaders(HttpHeaders.CACHE_CONTROL, header("Who may keep the answer.", "no-store"));
		components.addHeaders(HttpHeaders.RETRY_AFTER, header("Seconds to wait before a repetition.", "5"));
		String path = api.getPaths().keySet().stream().sorted().findFirst().orElse("/");
		byStatus().forEach((status, problems) -> components.addResponses(name(status), response(problems, path)));
		api.getPaths().values().stream().flatMap((item) -> item.readOperations().stream()).forEach(this::complete);
	}

	private Map<HttpStatus, List<ProblemDetail>> byStatus() {
		return this.examples.stream()
			.flatMap((each) -> each.problems().stream())
			.collect(Collectors.groupingBy((problem) -> HttpStatus.valueOf(problem.getStatus()), TreeMap::new,
					Collectors.toList()));
	}

	private ApiResponse response(List<ProblemDetail> problems, String path) {
		MediaType type = new MediaType().schema(new Schema<>().$ref("Problem"));
		problems.forEach((problem) -> type.addExamples(slug(problem), new Example().value(example(problem, path))));
		ApiResponse response = new ApiResponse()
			.description(problems.stream().map(ProblemDetail::getTitle).distinct().collect(Collectors.joining(" or ")))
			.content(new Content().addMediaType("application/problem+json", type));
		if (problems.get(0).getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().$ref(HttpHeaders.RETRY_AFTER));
		}
		return withCommonHeaders(response);
	}

	private Object example(ProblemDetail problem, String path) {
		ProblemDetail copy = new ProblemDetail(problem) {
		};
		copy.setInstance(URI.create(path));
		copy.setProperty("requestId", REQUEST_ID);
		return this.json.convertValue(copy, Map.class);
	}

	private void complete(Operation operation) {
		operation.addParametersItem(new Parameter().$ref(RequestId.HEADER));
		operation.getResponses()
			.values()
			.stream()
			.filter((response) -> response.get$ref() == null)
			.forEach(CommonAnswers::withCommonHeaders);
		boolean hasBody = operation.getResponses()
			.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getKey().startsWith("2") && entry.getValue().getContent() != null);
		for (ProblemDetail problem : PROBLEMS.problems()) {
			if (problem == NOT_ACCEPTABLE && !hasBody) {
				continue;
			}
			HttpStatus status = HttpStatus.valueOf(problem.getStatus());
			operation.getResponses()
				.putIfAbsent(Integer.toString(status.value()), new ApiResponse().$ref(name(status)));
		}
	}

	private static ApiResponse withCommonHeaders(ApiResponse response) {
		response.addHeaderObject(RequestId.HEADER, new Header().$ref(RequestId.HEADER));
		response.addHeaderObject(HttpHeaders.CACHE_CONTROL, new Header().$ref(HttpHeaders.CACHE_CONTROL));
		return response;
	}

	private static Header header(String description, String example) {
		return new Header().description(description).required(true).schema(text()).example(example);
	}

	private static Parameter requestIdParameter() {
		return new Parameter().in("header")
			.name(RequestId.HEADER)
			.description("An id of the caller's choice for this request, in logs and in the answer.")
			.schema(text().pattern("^[A-Za-z0-9._-]{1,128}$"))
			.example(REQUEST_ID);
	}

	private static Schema<?> text() {
		return new JsonSchema().typesItem("string");
	}

	private static String slug(ProblemDetail problem) {
		String type = String.valueOf(problem.getType());
		return type.substring(type.lastIndexOf(':') + 1);
	}

	private static String name(HttpStatus status) {
		return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
