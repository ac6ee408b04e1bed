package dev.crossaccount.gateway.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import dev.crossaccount.gateway.page.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/** The files that the page is made of, as they are in the program. */
class Assets {

	private static final String FOLDER = "/portal/";

	private static final Map<String, MediaType> TYPES = Map.of("html",
			MediaType.parseMediaType("text/html;charset=utf-8"), "css",
			MediaType.parseMediaType("text/css;charset=utf-8"), "js",
			MediaType.parseMediaType("text/javascript;charset=utf-8"), "svg",
			MediaType.parseMediaType("image/svg+xml"));

	private final Map<String, Page> byPath = new HashMap<>();

	Assets(Map<String, String> headers) {
		try {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "*")) {
				String name = String.valueOf(file.getFilename());
				MediaType type = TYPES.get(StringUtils.getFilenameExtension(name));
				if (type != null) {
					this.byPath.put(FOLDER + name, Page.of(type, file.getContentAsByteArray(), headers));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The file that is served at a path, if there is one. */
	@Nullable Page at(String path) {
		return this.byPath.get(path);
	}

}
