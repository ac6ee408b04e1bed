package dev.crossaccount.gateway.upstream;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

import dev.crossaccount.gateway.provider.Provider;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.http.HttpHeaders;

/**
 * Fetches small documents from providers on the way that requests take, bounded in time
 * and size. No caller's request depends on it: it is neither retried, counted nor seen by
 * breakers.
 */
public class ProviderDocuments {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final int MAX_BYTES = 2 * 1024 * 1024;

	private final HttpClient client;

	ProviderDocuments(HttpClient client) {
		this.client = client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(TIMEOUT.toMillis()))
			.headers((headers) -> headers.set(HttpHeaders.ACCEPT, "application/json"));
	}

	/**
	 * Gets a document.
	 * @param provider who has it
	 * @param path where it is
	 * @return its bytes, nothing if the provider says that there is none (404), or a
	 * {@link DocumentException}
	 */
	public Mono<byte[]> get(Provider provider, String path) {
		return this.client.get()
			.uri(provider.uri() + path)
			.response(ProviderDocuments::read)
			.next()
			.timeout(TIMEOUT)
			.onErrorMap((failure) -> !(failure instanceof DocumentException), (failure) -> explain(provider, failure));
	}

	private static Mono<byte[]> read(HttpClientResponse head, ByteBufFlux content) {
		if (head.status().code() == 404) {
			return Mono.empty();
		}
		if (head.status().code() != 200) {
			return Mono.error(new DocumentException("it answered " + head.status().code()));
		}
		return content.asByteArray()
			.collect(ByteArrayOutputStream::new, ProviderDocuments::append)
			.map(ByteArrayOutputStream::toByteArray);
	}

	private static void append(ByteArrayOutputStream bytes, byte[] part) {
		if (bytes.size() + part.length > MAX_BYTES) {
			throw new DocumentException("its answer is larger than " + MAX_BYTES + " bytes");
		}
		bytes.writeBytes(part);
	}

	private static DocumentException explain(Provider provider, Throwable failure) {
		return new DocumentException(switch (UpstreamFailures.of(provider.name(), failure).kind()) {
			case TIMEOUT -> "no answer in time";
			case BAD_ANSWER -> "it broke off, or answered in a way that is not HTTP";
			default -> "it can't be reached";
		});
	}

}
