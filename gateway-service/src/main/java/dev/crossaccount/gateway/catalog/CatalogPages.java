package dev.crossaccount.gateway.catalog;

import java.util.Map;

import dev.crossaccount.gateway.catalog.Api.Status;
import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.page.Pages;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The index of the APIs at {@code /openapi}, and the document of each below it. */
@Component
class CatalogPages implements Pages {

	private static final String PATH = "/openapi";

	private static final Problem NO_API = new Problem("not-found", "Not found", 404,
			"No API has this name. Those that there are are listed at " + PATH + ".", Map.of());

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
		return path.startsWith(PATH + "/") ? document(path.substring(PATH.length() + 1)) : null;
	}

	private Page document(String provider) {
		Entry entry = this.catalog.entries()
			.stream()
			.filter((candidate) -> candidate.provider().name().equals(provider))
			.findFirst()
			.orElseThrow(() -> new ProblemException(NO_API));
		ApiDocument.Content content = entry.document().content();
		if (content == null) {
			boolean none = entry.document().state().status() == Status.NONE;
			throw ProblemException.unlogged(none ? noDocument(provider) : notYet(provider));
		}
		return content.page();
	}

	private static Problem noDocument(String provider) {
		return new Problem("not-found", "Not found", 404,
				"The API '" + provider
						+ "' has no OpenAPI document. It works all the same; ask who offers it how to use it.",
				Map.of());
	}

	private static Problem notYet(String provider) {
		return new Problem("service-unavailable", "Service unavailable", 503,
				"The OpenAPI document of '" + provider
						+ "' could not be fetched yet. Its API may work all the same; try again later.",
				Map.of(HttpHeaders.RETRY_AFTER, "5"));
	}

}
