package dev.crossaccount.gateway.catalog;

import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.page.Pages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The index of the APIs at {@code /openapi}. */
@Component
class CatalogPages implements Pages {

	private static final String PATH = "/openapi";

	private final Catalog catalog;

	private final JsonMapper json;

	CatalogPages(Catalog catalog, JsonMapper json) {
		this.catalog = catalog;
		this.json = json;
	}

	@Override
	public @Nullable Page find(ServerHttpRequest request) {
		String path = request.getURI().getRawPath();
		if (path.equals(PATH)) {
			return Page.of(MediaType.APPLICATION_JSON, this.json.writeValueAsBytes(this.catalog.index()));
		}
		return null;
	}

}
