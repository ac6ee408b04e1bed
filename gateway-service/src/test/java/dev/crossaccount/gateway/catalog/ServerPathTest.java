package dev.crossaccount.gateway.catalog;

import dev.crossaccount.gateway.upstream.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServerPathTest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final JsonNode NONE = JSON.createObjectNode();

	@ParameterizedTest
	@CsvSource({ "/, ''", "'', ''", "http://localhost:8080, ''", "https://host/, ''", "/v1, /v1", "/v1/, /v1",
			"https://host/v1/x, /v1/x", "//host/v1, /v1", "v1, /v1", "./v1, /v1", "http://my_host/v1, /v1",
			"https://{host}/{base}/x, /v2/x", "https://host/v1?x=y, /v1" })
	void shouldBeThePathOfTheAddress(String url, String path) {
		assertThat(ServerPath.of(server(url))).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://host/{unknown}", "/{number}", "/a/../b", "/a//b", "/a%20b", "/a b", "mailto:a@b",
			"localhost:8080/v1", "http://", "http://[::1/v1", "{" })
	void shouldRefuseWhatIsNoPlainPath(String url) {
		assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> ServerPath.of(server(url)))
			.withMessageStartingWith("its OpenAPI document has a server without a plain path: ");
	}

	@Test
	void shouldNotPrintWhatMayBeAPassword() {
		assertThatExceptionOfType(DocumentException.class)
			.isThrownBy(() -> ServerPath.of(server("http://user:secret@host/{x}\n")))
			.withMessageEndingWith(": http://***@host/{x}?");
	}

	@Test
	void shouldTakeTheNearestServerOrNone() {
		assertThat(ServerPath.of(NONE, server("/a"), server("/b"))).isEqualTo("/a");
		assertThat(ServerPath.of(NONE, JSON.readTree("{\"servers\": []}"), NONE)).isEmpty();
	}

	private static JsonNode server(String url) {
		return JSON.createObjectNode()
			.set("servers", JSON.createArrayNode()
				.add(JSON.createObjectNode()
					.put("url", url)
					.set("variables", JSON.readTree(
							"{\"host\": {\"default\": \"a.example\"}, \"base\": {\"default\": \"v2\"}, \"number\": {}}"))));
	}

}
