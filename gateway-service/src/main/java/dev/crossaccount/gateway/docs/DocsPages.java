package dev.crossaccount.gateway.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.page.Pages;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Swagger UI at {@code /docs}: the files of its webjar that it needs, under a path with
 * their version, and a page that shows the APIs of the catalogue.
 */
@Component
class DocsPages implements Pages {

	private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";

	private static final List<String> FILES = List.of("swagger-ui-bundle.js", "swagger-ui-standalone-preset.js",
			"swagger-ui.css", "favicon-32x32.png");

	/** Swagger UI draws its icons from data: URLs. */
	private static final Map<String, String> OWN = Map
		.of("Cache-Control", "no-cache", "Content-Security-Policy",
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
						+ " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
				"Referrer-Policy", "no-referrer");

	private static final Map<String, String> VERSIONED = Map.of("Cache-Control", "public, max-age=31536000, immutable");

	private final Map<String, Page> pages = new HashMap<>();

	DocsPages() throws IOException {
		String version = PropertiesLoaderUtils.loadAllProperties("META-INF/maven/org.webjars/swagger-ui/pom.properties")
			.getProperty("version");
		String index = new ClassPathResource("docs/index.html").getContentAsString(StandardCharsets.UTF_8);
		add("/docs", MediaType.parseMediaType("text/html;charset=utf-8"),
				index.replace("${version}", version).getBytes(StandardCharsets.UTF_8), OWN);
		for (String file : List.of("docs.css", "docs.js")) {
			add("/docs/" + file, type(file), new ClassPathResource("docs/" + file).getContentAsByteArray(), OWN);
		}
		for (String file : FILES) {
			add("/docs/" + version + "/" + file, type(file),
					new ClassPathResource(WEBJAR + version + "/" + file).getContentAsByteArray(), VERSIONED);
		}
	}

	@Override
	public @Nullable Page find(ServerHttpRequest request) {
		return this.pages.get(request.getURI().getRawPath());
	}

	private void add(String path, MediaType type, byte[] body, Map<String, String> headers) {
		this.pages.put(path, Page.compressed(type, body, headers));
	}

	private static MediaType type(String file) {
		MediaType type = MediaTypeFactory.getMediaType(file).orElseThrow();
		return "text".equals(type.getType()) ? new MediaType(type, StandardCharsets.UTF_8) : type;
	}

}
