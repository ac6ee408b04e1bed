package dev.crossaccount.todo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.crossaccount.privatelink.openapi.DocumentedTraffic;

/**
 * Talks HTTP to the service, without smoothing anything over, and fails where the service
 * does what its OpenAPI document does not say.
 */
public class TodoClient {

	public static final String FORM = "application/x-www-form-urlencoded";

	public static final String JSON = "application/json";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final int port;

	private final @Nullable DocumentedTraffic documented;

	public TodoClient(int port) {
		this(port, null);
	}

	private TodoClient(int port, @Nullable DocumentedTraffic documented) {
		this.port = port;
		this.documented = documented;
	}

	public static TodoClient documented(int port) {
		return new TodoClient(port, new DocumentedTraffic(new TodoClient(port).get("/openapi.json").body()));
	}

	public HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, BodyPublishers.noBody(), headers);
	}

	public HttpResponse<String> postForm(String body, String... headers) {
		return sendBody("POST", "/todo", FORM, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	public HttpResponse<String> postJson(String body, String... headers) {
		return sendBody("POST", "/todo", JSON, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	/**
	 * Creates a todo.
	 * @param data its text
	 * @return its path
	 */
	public String create(String data) {
		return postForm(form(data)).headers().firstValue("Location").orElseThrow();
	}

	public HttpResponse<String> put(String path, String data, String... headers) {
		return sendBody("PUT", path, JSON, json(data).getBytes(StandardCharsets.UTF_8), headers);
	}

	public HttpResponse<String> delete(String path, String... headers) {
		return send("DELETE", path, BodyPublishers.noBody(), headers);
	}

	public HttpResponse<String> sendBody(String method, String path, String type, byte[] body, String... headers) {
		return exchange(method, path, body, BodyPublishers.ofByteArray(body), with(headers, "Content-Type", type));
	}

	public HttpResponse<String> sendChunked(String type, byte[] body) {
		return exchange("POST", "/todo", body, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
				"Content-Type", type);
	}

	public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
		return exchange(method, path, null, body, headers);
	}

	private HttpResponse<String> exchange(String method, String path, byte @Nullable [] sent, BodyPublisher body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(20))
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = this.http.send(request.build(),
					HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
			if (this.documented != null) {
				this.documented.check(sent, response);
			}
			return response;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(method + " " + path + " failed", ex);
		}
	}

	public static String form(String data) {
		return "data=" + URLEncoder.encode(data, StandardCharsets.UTF_8);
	}

	public static String json(String data) {
		return MAPPER.createObjectNode().put("data", data).toString();
	}

	public static JsonNode parse(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	private static String[] with(String[] headers, String name, String value) {
		String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = name;
		all[headers.length + 1] = value;
		return all;
	}

}
