package dev.crossaccount.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Swagger UI as the gateway serves it. */
class DocsIT {

	private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/docs/[^\"]+)\"");

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		gateway = RunningGateway.with();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void shouldServeAPageOfItsOwnFilesOnly() throws IOException {
		HttpMessage page = get("/docs");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
		assertThat(page.header("Content-Security-Policy"))
			.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
			.doesNotContain("unsafe", "http");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.text()).doesNotContain("${", "http:", "https:", "<script>", "style=");
		List<String> files = LINK.matcher(page.text()).results().map((match) -> match.group(1)).toList();
		assertThat(files).hasSize(6);
		for (String file : files) {
			assertThat(get(file).status()).as(file).isEqualTo(200);
		}
	}

	@Test
	void shouldLetBrowsersKeepWhatNeverChanges() throws IOException {
		HttpMessage style = get(file("swagger-ui.css"));
		assertThat(style.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
		assertThat(style.header("Content-Type")).isEqualTo("text/css;charset=UTF-8");
		assertThat(get("/docs/docs.js").header("Cache-Control")).isEqualTo("no-cache");
	}

	@Test
	void shouldCompressForThoseWhoTakeThat() throws IOException {
		String path = file("swagger-ui-bundle.js");
		HttpMessage compressed = RawClient.send(gateway.port(), "GET " + path, "Accept-Encoding: br, gzip;q=0.8");
		assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
		byte[] body = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
		for (String header : List.of("Accept-Encoding: gzip;q=0", "Accept: */*")) {
			HttpMessage plain = RawClient.send(gateway.port(), "GET " + path, header);
			assertThat(plain.all("Content-Encoding")).isEmpty();
			assertThat(plain.body()).isEqualTo(body).hasSizeGreaterThan(1_000_000);
		}
		HttpMessage again = RawClient.send(gateway.port(), "GET " + path, "Accept-Encoding: gzip",
				"If-None-Match: " + compressed.header("ETag"));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void shouldServeNothingElseOfTheWebjar() throws IOException {
		String folder = file("swagger-ui.css").replace("swagger-ui.css", "");
		for (String path : List.of("index.html", "swagger-initializer.js", "oauth2-redirect.html", "swagger-ui.css.map",
				"")) {
			Problems.assertProblem(get(folder + path), 404, "not-found");
		}
	}

	private static String file(String name) throws IOException {
		Matcher link = LINK.matcher(get("/docs").text());
		while (link.find()) {
			if (link.group(1).endsWith(name)) {
				return link.group(1);
			}
		}
		throw new AssertionError(name);
	}

	private static HttpMessage get(String path) throws IOException {
		return RawClient.send(gateway.port(), "GET " + path);
	}

}
