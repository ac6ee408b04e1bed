package dev.crossaccount.privatelink.openapi;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what a service does in its tests with what its OpenAPI document says: each
 * answer's status, headers and body, and each request that succeeded.
 * <p>
 * For tests, which bring {@code com.networknt:json-schema-validator}.
 */
public final class DocumentedTraffic {

	private static final String DOCUMENT = "urn:openapi";

	/** Headers that belong to HTTP rather than to the API. */
	private static final Set<String> OF_HTTP = Set.of("accept", "allow", "connection", "content-length", "content-type",
			"date", "transfer-encoding", "vary");

	private final JsonMapper json = new JsonMapper();

	private final JsonNode document;

	private final SchemaRegistry schemas;

	/**
	 * Reads a document.
	 * @param document the document, as the service publishes it
	 */
	public DocumentedTraffic(String document) {
		this.document = this.json.readTree(document);
		this.schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(builder) -> builder.schemas((iri) -> iri.equals(DOCUMENT) ? document : null));
	}

	/**
	 * Checks one exchange.
	 * @param requestBody what was sent, or {@code null} for nothing
	 * @param response the answer, which knows its request
	 * @throws AssertionError where they are not as documented
	 */
	public void check(byte @Nullable [] requestBody, HttpResponse<String> response) {
		List<String> differences = new ArrayList<>();
		String path = template(response.request().uri());
		String method = response.request().method();
		String operation = "/paths/" + escape(path) + '/'
				+ (method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
		if (method.equals(method.toUpperCase(Locale.ROOT)) && !at(operation).isMissingNode()) {
			checkResponse(operation, response, differences);
			if (response.statusCode() < 300) {
				checkParameters(operation, response, differences);
				checkRequestBody(operation, requestBody, response, differences);
			}
		}
		else if (!method.equals("OPTIONS")) {
			checkRefusal(response, differences);
		}
		if (!differences.isEmpty()) {
			throw new AssertionError("%s %s, answered with %d, is not as documented: %s".formatted(method,
					response.request().uri(), response.statusCode(), String.join("; ", differences)));
		}
	}

	private void checkResponse(String operation, HttpResponse<String> response, List<String> differences) {
		String answer = resolve(operation + "/responses/" + response.statusCode());
		if (at(answer).isMissingNode()) {
			differences.add("the status is not documented");
			return;
		}
		checkHeaders(answer, response, differences);
		String type = mediaType(response.headers().firstValue("Content-Type").orElse(""));
		String content = answer + "/content/" + escape(type) + "/schema";
		if (at(answer + "/content").isMissingNode()) {
			same("no body", response.body().isEmpty(), differences);
		}
		else if (at(content).isMissingNode()) {
			differences.add("the media type " + type + " is not documented");
		}
		else if (!response.request().method().equals("HEAD")) {
			validate(content, parse(response.body()), "the body", differences);
		}
	}

	private void checkHeaders(String answer, HttpResponse<String> response, List<String> differences) {
		JsonNode documented = at(answer + "/headers");
		for (String name : documented.propertyNames()) {
			String header = resolve(answer + "/headers/" + escape(name));
			List<String> values = response.headers().allValues(name);
			same(name, !values.isEmpty() || !at(header).path("required").asBoolean(), differences);
			values.forEach((value) -> validate(header + "/schema", typed(header, value), name, differences));
		}
		Predicate<String> isDocumented = (name) -> documented.propertyNames().stream().anyMatch(name::equalsIgnoreCase);
		response.headers()
			.map()
			.keySet()
			.stream()
			.filter((name) -> !OF_HTTP.contains(name.toLowerCase(Locale.ROOT)) && !isDocumented.test(name))
			.forEach((name) -> differences.add("the header " + name + " is not documented"));
	}

	private void checkParameters(String operation, HttpResponse<String> response, List<String> differences) {
		ObjectNode query = fields(response.request().uri().getRawQuery());
		int count = at(operation + "/parameters").size();
		for (int i = 0; i < count; i++) {
			String parameter = resolve(operation + "/parameters/" + i);
			String name = at(parameter).path("name").stringValue();
			JsonNode value = query.remove(name);
			if (value != null) {
				validate(parameter + "/schema", typed(parameter, value.stringValue()), name, differences);
			}
			response.request()
				.headers()
				.allValues(name)
				.forEach((text) -> validate(parameter + "/schema", typed(parameter, text), name, differences));
		}
	}

	private void checkRequestBody(String operation, byte @Nullable [] body, HttpResponse<String> response,
			List<String> differences) {
		JsonNode documented = at(operation + "/requestBody");
		same("a request's body", (body != null) || !documented.path("required").asBoolean(), differences);
		if (body == null || documented.isMissingNode()) {
			return;
		}
		String type = mediaType(response.request().headers().firstValue("Content-Type").orElse(""));
		String text = new String(body, StandardCharsets.UTF_8);
		String schema = operation + "/requestBody/content/" + escape(type) + "/schema";
		same("a request of type " + type, !at(schema).isMissingNode(), differences);
		validate(schema, type.endsWith("json") ? parse(text) : fields(text), "the request's body", differences);
	}

	/** What is not documented is not there. */
	private void checkRefusal(HttpResponse<String> response, List<String> differences) {
		same("404 or 405", response.statusCode() == 404 || response.statusCode() == 405, differences);
		if (!response.body().isEmpty()) {
			validate("/components/schemas/Problem", parse(response.body()), "the body", differences);
		}
	}

	private void validate(String schema, JsonNode value, String name, List<String> differences) {
		this.schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema))
			.validate(value)
			.forEach((error) -> differences.add("%s: %s".formatted(name, error)));
	}

	private static void same(String what, boolean is, List<String> differences) {
		if (!is) {
			differences.add("there should be " + what);
		}
	}

	/** The documented path that a request was for; its own where there is none. */
	private String template(URI uri) {
		String path = uri.getRawPath();
		return this.document.path("paths")
			.propertyNames()
			.stream()
			.filter((template) -> path.matches(template.replaceAll("\\{[^/]*}", "[^/]+")))
			.findFirst()
			.orElse(path);
	}

	/** Where a component is that is referred to. */
	private String resolve(String pointer) {
		JsonNode reference = at(pointer).path("$ref");
		return reference.isString() ? reference.stringValue().substring(1) : pointer;
	}

	private JsonNode at(String pointer) {
		return this.document.at(pointer);
	}

	private JsonNode typed(String parameter, String value) {
		String type = at(parameter + "/schema/type").asString("");
		return type.equals("integer") ? parse(value) : this.json.getNodeFactory().stringNode(value);
	}

	private JsonNode parse(String text) {
		try {
			return this.json.readTree(text);
		}
		catch (JacksonException ex) {
			return this.json.getNodeFactory().missingNode();
		}
	}

	private ObjectNode fields(@Nullable String encoded) {
		ObjectNode fields = this.json.createObjectNode();
		for (String pair : ((encoded != null) ? encoded : "").split("&")) {
			String[] field = (pair + '=').split("=", 3);
			fields.put(decode(field[0]), decode(field[1]));
		}
		fields.remove("");
		return fields;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static String mediaType(String contentType) {
		return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
	}

	private static String escape(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

}
