package dev.crossaccount.dognames;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class DogNamesApplicationIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@ParameterizedTest
	@CsvSource({ "/dogs,(fe)?male", "/dogs/females,female", "/dogs/males,male" })
	void shouldHandOutADog(String path, String gender) throws Exception {
		HttpResponse<String> response = send("GET", this.port, path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).matches("\\{\"name\":\"\\p{L}+\",\"gender\":\"%s\"}".formatted(gender));
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
	}

	@Test
	void shouldAnswerHeadWithoutABody() throws Exception {
		HttpResponse<String> response = send("HEAD", this.port, "/dogs");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/,404,not-found", "GET,/dogs/,404,not-found", "POST,/dogs,405,method-not-allowed",
			"DELETE,/dogs/males,405,method-not-allowed", "GET,/actuator/health,404,not-found" })
	void shouldAnswerErrorsWithProblems(String method, String path, int status, String slug) throws Exception {
		HttpResponse<String> response = send(method, this.port, path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.body()).contains("\"urn:problem-type:%s\"".formatted(slug), "\"requestId\":\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/info" })
	void shouldShowHealthAndInfoOnTheManagementPort(String path) throws Exception {
		assertThat(send("GET", this.managementPort, path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/loggers", "/dogs" })
	void shouldShowNothingElseThere(String path) throws Exception {
		assertThat(send("GET", this.managementPort, path).statusCode()).isEqualTo(404);
	}

	@Test
	void shouldSayNoMoreAtStartThanItMust(CapturedOutput output) {
		assertThat(output).contains("JettyWebServer").doesNotContain("o.e.j", " :: Spring Boot ::", "main]  ");
	}

	@Test
	void shouldNameTheBuildInItsInfo() throws Exception {
		assertThat(send("GET", this.managementPort, "/actuator/info").body())
			.contains("\"artifact\":\"dog-names-service\"");
	}

	private HttpResponse<String> send(String method, int port, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
			.method(method, BodyPublishers.noBody())
			.build();
		return this.http.send(request, BodyHandlers.ofString());
	}

}
