package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Fetches small documents: bounded in size and time, from nowhere but the address given.
 */
class Documents {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final int MAX_BYTES = 64 * 1024;

	private final JdkClientHttpRequestFactory requests;

	Documents() {
		this.requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(TIMEOUT)
			.build());
		this.requests.setReadTimeout(TIMEOUT);
	}

	/**
	 * Gets a document; blocks.
	 * @param uri where it is
	 * @return its text
	 * @throws IOException if it can't be had: the message is a sentence without its end
	 */
	String get(URI uri) throws IOException {
		try {
			return fetch(uri);
		}
		catch (ConnectException ex) {
			// The client's own have no message.
			boolean unknown = ex.getCause() instanceof UnresolvedAddressException;
			throw new IOException(unknown ? "unknown host " + uri.getHost() : "connection refused", ex);
		}
		catch (HttpTimeoutException ex) {
			throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s", ex);
		}
	}

	private String fetch(URI uri) throws IOException {
		ClientHttpRequest request = this.requests.createRequest(uri, HttpMethod.GET);
		request.getHeaders().setAccept(List.of(MediaType.APPLICATION_JSON, MediaType.ALL));
		try (ClientHttpResponse response = request.execute()) {
			if (response.getStatusCode().value() != 200) {
				throw new IOException("it answered " + response.getStatusCode().value());
			}
			byte[] bytes = response.getBody().readNBytes(MAX_BYTES + 1);
			if (bytes.length > MAX_BYTES) {
				throw new IOException("its answer is larger than " + MAX_BYTES + " bytes");
			}
			return new String(bytes, StandardCharsets.UTF_8);
		}
	}

}
