package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Asks a provider whether it is there, by a connection of its own on the way that
 * requests take.
 */
public class ProviderProbe {

	/** Any service may have it, and none does anything for it. */
	private static final String PATH = "/openapi.json";

	/** Whoever looks at the answer does not wait longer either. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** What a load balancer says when there is no service behind it. */
	private static final Set<Integer> NOBODY = Set.of(502, 503, 504);

	private final HttpClient client;

	private final Map<String, String> addresses;

	/**
	 * Asks nobody yet.
	 * @param client opens a connection for each request
	 * @param addresses scheme, host and port of each, by name
	 */
	ProviderProbe(HttpClient client, Map<String, String> addresses) {
		this.client = client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(PATIENCE.toMillis()))
			.responseTimeout(PATIENCE);
		this.addresses = Map.copyOf(addresses);
	}

	/**
	 * Asks once.
	 * @param provider the provider's name
	 * @return whether it answered at all, be it that it does not know what it was asked
	 */
	public Mono<Boolean> answers(String provider) {
		return this.client.get()
			.uri(this.addresses.get(provider) + PATH)
			.response()
			.map((answer) -> !NOBODY.contains(answer.status().code()))
			.timeout(PATIENCE)
			.onErrorReturn(false);
	}

}
