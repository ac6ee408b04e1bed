package dev.crossaccount.dognames;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A test context of Spring Boot's would export no metrics. */
class MetricsIT {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void shouldShowMetricsOnTheManagementPortAlone() throws Exception {
		try (ConfigurableApplicationContext service = SpringApplication.run(DogNamesApplication.class,
				"--server.port=0", "--management.server.port=0")) {
			assertThat(get(service, "local.server.port", "/dogs/males").statusCode()).isEqualTo(200);
			assertThat(get(service, "local.server.port", "/actuator/prometheus").statusCode()).isEqualTo(404);
			Awaitility.await()
				.untilAsserted(() -> assertThat(get(service, "local.management.port", "/actuator/prometheus").body())
					.containsPattern("http_server_requests_seconds_count\\{.*method=\"GET\".*status=\"200\","
							+ "uri=\"/dogs/males\",vpc_endpoint_id=\"none\"} 1"));
		}
	}

	private HttpResponse<String> get(ConfigurableApplicationContext service, String port, String path)
			throws Exception {
		URI uri = URI.create("http://localhost:" + service.getEnvironment().getRequiredProperty(port) + path);
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

}
