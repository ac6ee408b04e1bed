package dev.crossaccount.dognames;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import dev.crossaccount.privatelink.openapi.DocumentedTraffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the service says of itself in OpenAPI. Other tests look at what a context of their
 * own logs at its start.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class OpenApiIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void shouldPublishWhatTheCodeSays() throws Exception {
		Path made = Path.of("target", "openapi.json");
		Files.writeString(made, send("GET", "/v3/api-docs").body() + '\n');
		assertThat(send("GET", "/openapi.json").body())
			.as("The code changed: cp dog-names-service/target/openapi.json dog-names-service/src/main/resources/")
			.isEqualTo(Files.readString(made));
	}

	@ParameterizedTest
	@CsvSource({ "GET,/dogs", "GET,/dogs/females", "GET,/dogs/males", "HEAD,/dogs", "GET,/dogs/", "POST,/dogs",
			"GET,/nothing", "OPTIONS,/dogs" })
	void shouldDoWhatItPublishes(String method, String path) throws Exception {
		DocumentedTraffic documented = new DocumentedTraffic(send("GET", "/openapi.json").body());
		documented.check(null, send(method, path));
		documented.check(null, send(method, path, "Accept", "text/html"));
	}

	@ParameterizedTest
	@CsvSource({ "\"200\",\"201\",the status is not documented", "\"gender\",\"sex\",the body:",
			"application/json,text/json,the media type application/json is not documented",
			"X-Request-Id,X-Other-Id,there should be X-Other-Id",
			"X-Request-Id,X-Other-Id,the header x-request-id is not documented", "/dogs,/cats,404 or 405" })
	void shouldNoticeWhatItDoesNotPublish(String said, String wrong, String difference) throws Exception {
		String document = send("GET", "/openapi.json").body().replace(said, wrong);
		HttpResponse<String> response = send("GET", "/dogs");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> new DocumentedTraffic(document).check(null, response))
			.withMessageContaining(difference);
	}

	private HttpResponse<String> send(String method, String path, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
