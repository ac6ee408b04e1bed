package dev.crossaccount.gateway.headers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import dev.crossaccount.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes a provider's own, private address out of the places that its answer points to.
 * The path alone leads the client back through the gateway.
 */
@Component
class ProviderLocation implements HttpHeadersFilter {

	private static final List<String> HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_LOCATION);

	@Override
	public boolean supports(Type type) {
		return type == Type.RESPONSE;
	}

	@Override
	public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
		if (HEADERS.stream().noneMatch(input::containsHeader)) {
			return input;
		}
		URI provider = Provider.required(exchange).uri();
		HttpHeaders headers = new HttpHeaders();
		input.forEach((name, values) -> headers.put(name,
				isLocation(name) ? values.stream().map((value) -> withoutAddress(value, provider)).toList() : values));
		return headers;
	}

	private static boolean isLocation(String name) {
		return HEADERS.stream().anyMatch(name::equalsIgnoreCase);
	}

	static String withoutAddress(String location, URI provider) {
		URI uri;
		try {
			uri = new URI(location);
		}
		catch (URISyntaxException ex) {
			return location;
		}
		if (!isAt(uri, provider)) {
			return location;
		}
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		// Two slashes would begin another host's name.
		return (path.startsWith("//") ? "/." : "") + path + suffix("?", uri.getRawQuery())
				+ suffix("#", uri.getRawFragment());
	}

	private static boolean isAt(URI uri, URI provider) {
		boolean sameScheme = uri.getScheme() == null || uri.getScheme().equalsIgnoreCase(provider.getScheme());
		return sameScheme && provider.getHost().equalsIgnoreCase(uri.getHost())
				&& port(uri, provider) == port(provider, provider);
	}

	private static int port(URI uri, URI provider) {
		int defaultPort = provider.getScheme().equals("https") ? 443 : 80;
		return (uri.getPort() != -1) ? uri.getPort() : defaultPort;
	}

	private static String suffix(String prefix, @Nullable String part) {
		return (part != null) ? prefix + part : "";
	}

}
