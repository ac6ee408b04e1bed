package dev.crossaccount.systemtest.resilience;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * One operation of an OpenAPI document, and requests that it does not mean.
 *
 * @param method in upper case
 * @param path with parameters in braces
 * @param statuses of the answers that the document lists
 * @param queries names of the parameters in the query
 * @param headers names of the parameters that are headers
 * @param types media types of the body, if it has one
 */
record Operation(String method, String path, Set<Integer> statuses, List<String> queries, List<String> headers,
		List<String> types) {

	private static final String LONG = "x".repeat(3000);

	private static final List<String> VALUES = List.of("", "0", "-1", "1.5", "x", "null", "1e9", "99999999999999999999",
			"%00", "%0d%0a", "%F0%9F%98%80", "'%20OR%201=1", "[]", "a,b", LONG);

	private static final List<String> IDS = List.of("x", "0", "-1", "ffffffff", "FFFFFFFF", "%20", "%F0%9F%98%80",
			"'%20OR%201=1", "%25", "null", "a".repeat(65), LONG);

	private static final List<String> HEADERS = List.of("", " ", "x", "*", "\"", "\"\"", "\"1", "W/\"1\"",
			"\"1\", \"2\"", "\"x\" y", ",,,", "\"a\",".repeat(500), "{}", LONG);

	private static final List<String> OTHERS = List.of("Accept: text/html", "Accept: nonsense", "Accept: */*;q=0",
			"Accept: ,", "Accept-Encoding: nonsense", "Accept-Language: ***", "Range: bytes=0-0", "Range: bytes=9-1",
			"If-Modified-Since: nonsense", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-Range: x",
			"Authorization: Basic eDp5", "Authorization: Bearer a.b.c", "Authorization: ", "x-api-key: cak_nonsense",
			"traceparent: nonsense", "tracestate: ===", "Origin: https://evil.example", "Origin: null",
			"Cookie: a=b; ;=", "Forwarded: for=\"", "X-Forwarded-For: ,,,", "X-Forwarded-Host: a b",
			"X-HTTP-Method-Override: DELETE", "Content-Encoding: gzip", "Content-MD5: x", "Max-Forwards: -1", "Via: x");

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"TRACE", "PROPFIND", "BREW", "get");

	private static final List<String> TYPES = List.of("", "text/plain", "application/xml", "nonsense", "*/*",
			"multipart/form-data", "application/json; charset=utf-16", "application/json;;");

	private static final List<String> BODIES = List.of("", "{}", "[]", "null", "{", "{\"data\":1}", "{\"data\":\"\"}",
			"data=", "data=%", "data=a&data=b", "=", "\u0000", "\u00ff\u00fe",
			"{\"data\":\"" + "x".repeat(5000) + "\"}", "data=" + "x".repeat(70_000));

	/** All operations of a document. */
	static List<Operation> of(JsonNode document) {
		List<Operation> operations = new ArrayList<>();
		document.path("paths")
			.forEachEntry((path, methods) -> methods
				.forEachEntry((method, operation) -> operations.add(of(document, method, path, operation))));
		return operations;
	}

	private static Operation of(JsonNode document, String method, String path, JsonNode operation) {
		Set<Integer> statuses = new HashSet<>();
		operation.path("responses").propertyNames().forEach((status) -> statuses.add(Integer.valueOf(status)));
		List<String> queries = new ArrayList<>();
		List<String> headers = new ArrayList<>();
		for (JsonNode parameter : operation.path("parameters")) {
			JsonNode described = parameter.has("$ref")
					? document.at(parameter.path("$ref").stringValue().substring("#".length())) : parameter;
			switch (described.path("in").stringValue()) {
				case "query" -> queries.add(described.path("name").stringValue());
				case "header" -> headers.add(described.path("name").stringValue());
				default -> {
				}
			}
		}
		return new Operation(method.toUpperCase(Locale.ROOT), path, statuses, queries, headers,
				List.copyOf(operation.at("/requestBody/content").propertyNames()));
	}

	/** Requests for it that are wrong in one way each, and some that are right. */
	Stream<Request> requests() {
		Stream<Request> values = this.queries.stream()
			.flatMap((query) -> Stream.concat(VALUES.stream().map((value) -> "?" + query + "=" + value),
					Stream.of("?" + query, "?" + query + "=1&" + query + "=2")))
			.map((query) -> request(target() + query, List.of()));
		Stream<Request> ids = !hasId() ? Stream.of()
				: IDS.stream().map((id) -> request(this.path.replace("{id}", id), List.of()));
		Stream<Request> lines = this.headers.stream()
			.flatMap((header) -> Stream.concat(HEADERS.stream().map((value) -> List.of(header, value)),
					Stream.of(List.of(header, "1", header, "2"))))
			.map((header) -> request(target(), header));
		Stream<Request> others = OTHERS.stream().map((line) -> request(target(), List.of(line.split(": ", 2))));
		return Stream.of(values, ids, lines, others, bodies(), Stream.of(request(target() + "?other=1", List.of())))
			.flatMap((requests) -> requests);
	}

	/** Of methods that the path does not have. */
	static Stream<Request> otherMethods(List<Operation> operations) {
		return operations.stream()
			.map(Operation::target)
			.distinct()
			.flatMap((target) -> METHODS.stream()
				.filter((method) -> operations.stream()
					.noneMatch((has) -> has.target().equals(target) && has.method().equals(method)))
				.map((method) -> new Request(method, target, List.of(), "")));
	}

	private Stream<Request> bodies() {
		if (this.types.isEmpty()) {
			return Stream.of("{}", "data=x").map((body) -> new Request(this.method, target(), List.of(), body));
		}
		return Stream.concat(this.types.stream(), TYPES.stream())
			.flatMap((type) -> BODIES.stream()
				.map((body) -> new Request(this.method, target(),
						type.isEmpty() ? List.of() : List.of("Content-Type", type), body)));
	}

	private Request request(String target, List<String> headers) {
		if (this.types.isEmpty()) {
			return new Request(this.method, target, headers, "");
		}
		List<String> lines = new ArrayList<>(headers);
		lines.addAll(List.of("Content-Type", Api.JSON));
		return new Request(this.method, target, lines, "{\"data\":\"x\"}");
	}

	private boolean hasId() {
		return this.path.contains("{id}");
	}

	private String target() {
		return this.path.replace("{id}", "00000000");
	}

	/**
	 * One request.
	 *
	 * @param method any word
	 * @param target path and query
	 * @param headers names and values by turns
	 * @param body a char for each byte
	 */
	record Request(String method, String target, List<String> headers, String body) {

		@Override
		public String toString() {
			String text = "%s %s %s %s".formatted(this.method, this.target, this.headers, this.body);
			return text.substring(0, Math.min(200, text.length()));
		}

	}

}
