package dev.crossaccount.gateway.headers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Keeps a provider's answer as it is, but for what belongs to its own hop or is the
 * gateway's to say, in one pass.
 * <p>
 * The provider's own, private address is taken out of the places that its answer points
 * to: the path alone leads the client back through the gateway.
 */
public class ProviderResponseHeaders {

	private static final Set<String> DROPPED = Set.of(
			// For this hop
			"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "x-application-context",
			// The gateway says itself
			"x-request-id",
			// No provider may act for the gateway's pages or other providers in a
			// browser, which takes all of them for one
			"service-worker-allowed", "clear-site-data");

	/** Which web pages may read is the gateway's to say. */
	private static final String CORS_PREFIX = "access-control-";

	private static final String PROXY_PREFIX = "proxy-";

	private final URI provider;

	/**
	 * Prepares for the answers of a provider.
	 * @param provider its private address
	 */
	public ProviderResponseHeaders(URI provider) {
		this.provider = provider;
	}

	/**
	 * Adds headers of an answer.
	 * @param answered what the provider sent
	 * @param headers takes what the client gets
	 */
	public void add(io.netty.handler.codec.http.HttpHeaders answered, HttpHeaders headers) {
		List<String> ofConnection = ofConnection(answered);
		for (Iterator<Entry<String, String>> all = answered.iteratorAsString(); all.hasNext();) {
			Entry<String, String> header = all.next();
			String name = header.getKey().toLowerCase(Locale.ROOT);
			if (!isDropped(name) && !ofConnection.contains(name)) {
				headers.add(header.getKey(),
						isLocation(name) ? withoutAddress(header.getValue(), this.provider) : header.getValue());
			}
		}
	}

	private static boolean isDropped(String name) {
		return DROPPED.contains(name) || name.startsWith(CORS_PREFIX) || name.startsWith(PROXY_PREFIX);
	}

	private static List<String> ofConnection(io.netty.handler.codec.http.HttpHeaders headers) {
		if (!headers.contains(HttpHeaders.CONNECTION)) {
			return List.of();
		}
		return headers.getAll(HttpHeaders.CONNECTION)
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.toList();
	}

	private static boolean isLocation(String name) {
		return name.equals("location") || name.equals("content-location");
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
