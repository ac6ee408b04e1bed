package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running Prometheus, by its HTTP API. */
final class Prometheus {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int port;

	Prometheus(int port) {
		this.port = port;
	}

	/** The values of an expression now; fails if it is not valid. */
	JsonNode query(String expression) {
		return get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).at("/result");
	}

	/** Whether an expression has a value now that is a number. */
	boolean finds(String expression) {
		return StreamSupport.stream(query(expression).spliterator(), false)
			.anyMatch((sample) -> !"NaN".equals(sample.at("/value/1").asString()));
	}

	Set<String> metrics() {
		Set<String> names = new TreeSet<>();
		get("label/__name__/values").forEach((name) -> names.add(name.asString()));
		return names;
	}

	JsonNode get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/" + path))
			.timeout(Duration.ofSeconds(20))
			.build();
		try {
			HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new AssertionError(path + ": " + answer.body());
			}
			return JsonMapper.shared().readTree(answer.body()).at("/data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
