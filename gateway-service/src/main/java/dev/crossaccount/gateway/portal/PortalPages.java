package dev.crossaccount.gateway.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.crossaccount.gateway.catalog.Api;
import dev.crossaccount.gateway.catalog.Catalog;
import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.page.Pages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The way in: a page for browsers, its index for programs, and the numbers of the live
 * map.
 */
class PortalPages implements Pages {

	static final String STATUS = "/portal/status";

	private static final String HTML = "/portal/index.html";

	/** Only this gateway's own files run, and nobody else's page may frame it. */
	private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-cache", "Vary", "Accept",
			"Referrer-Policy", "no-referrer", "Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
					+ " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

	private final Catalog catalog;

	private final String version;

	private final @Nullable LiveStatus status;

	private final JsonMapper json;

	private final Assets assets = new Assets(HEADERS);

	/**
	 * Prepares all pages.
	 * @param catalog the APIs
	 * @param version of the gateway
	 * @param status how it does, or {@code null} if that is nobody's business
	 * @param json writes the index
	 */
	PortalPages(Catalog catalog, String version, @Nullable LiveStatus status, JsonMapper json) {
		this.catalog = catalog;
		this.version = version;
		this.status = status;
		this.json = json;
	}

	@Override
	public @Nullable Page find(ServerHttpRequest request) {
		String path = request.getURI().getRawPath();
		return switch (path) {
			case "/" -> takesHtml(request) ? Objects.requireNonNull(this.assets.at(HTML)) : index();
			case STATUS -> (this.status != null) ? this.status.page() : null;
			default -> this.assets.at(path);
		};
	}

	/** Browsers name it, and programs do not. */
	private static boolean takesHtml(ServerHttpRequest request) {
		return request.getHeaders()
			.getOrEmpty(HttpHeaders.ACCEPT)
			.stream()
			.anyMatch((types) -> types.contains(MediaType.TEXT_HTML_VALUE));
	}

	private Page index() {
		Map<String, String> links = new LinkedHashMap<>();
		links.put("portal", "/");
		links.put("docs", "/docs");
		links.put("openapi", "/openapi");
		if (this.status != null) {
			links.put("status", STATUS);
		}
		Catalog.Index index = this.catalog.index();
		byte[] body = this.json
			.writeValueAsBytes(new Index("Cross-account APIs", this.version, index.apis(), index.credentials(), links));
		return Page.of(MediaType.APPLICATION_JSON, body, Map.of("Cache-Control", "no-cache", "Vary", "Accept"));
	}

	/**
	 * What there is.
	 *
	 * @param name of all this
	 * @param version of the gateway
	 * @param apis the APIs
	 * @param credentials what callers may show
	 * @param links where to go from here
	 */
	private record Index(String name, String version, List<Api> apis, List<Catalog.Credential> credentials,
			Map<String, String> links) {

	}

}
