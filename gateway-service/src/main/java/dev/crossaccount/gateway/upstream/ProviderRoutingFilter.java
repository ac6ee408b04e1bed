package dev.crossaccount.gateway.upstream;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends the request to its provider: to the very path and query that the client sent, in
 * the provider's time limits, with failures sorted by kind and met as its settings say.
 */
class ProviderRoutingFilter extends NettyRoutingFilter {

	private final Function<Provider, HttpClient> newClient;

	/** One client per provider, which has its connections. */
	private final Map<Provider, HttpClient> clients = new ConcurrentHashMap<>();

	private final Map<String, Resilience> resilience;

	/**
	 * Creates the filter.
	 * @param unused a client that the parent class asks for
	 * @param newClient makes the client of a provider
	 * @param headersFilters what is done to headers
	 * @param properties settings of the parent class
	 * @param resilience what is done about failures, by provider
	 */
	ProviderRoutingFilter(HttpClient unused, Function<Provider, HttpClient> newClient,
			ObjectProvider<List<HttpHeadersFilter>> headersFilters, HttpClientProperties properties,
			Map<String, Resilience> resilience) {
		super(unused, headersFilters, properties);
		this.newClient = newClient;
		this.resilience = resilience;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target(route, exchange));
		String provider = Provider.required(exchange).name();
		Resilience resilience = Objects.requireNonNull(this.resilience.get(provider));
		UpstreamRequest request = resilience.prepare(exchange.getRequest());
		UpstreamCall call = UpstreamCall.begin(exchange);
		ServerWebExchange sent = exchange.mutate().request(request).build();
		return resilience.send(exchange, request,
				Mono.defer(() -> super.filter(sent, chain))
					.doFirst(call::attempt)
					.onErrorMap((failure) -> !(failure instanceof RequestException),
							(failure) -> UpstreamFailures.of(provider, failure))
					.doOnError(call::fail)
					.then(judge(exchange, call)));
	}

	/** Fails if the provider's answer is that it failed. */
	private static Mono<Void> judge(ServerWebExchange exchange, UpstreamCall call) {
		return Mono.defer(() -> {
			HttpClientResponse answer = exchange.getRequiredAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
			call.answer(answer.status().code());
			return FailedAnswer.isFailure(answer) ? Mono.error(new FailedAnswer(answer)) : Mono.empty();
		});
	}

	@Override
	protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
		return this.clients.computeIfAbsent(Provider.required(exchange), this.newClient);
	}

	/** Cloud Gateway's own way parses the query and loses what looks redundant. */
	private static URI target(Route route, ServerWebExchange exchange) {
		URI requested = exchange.getRequest().getURI();
		String query = (requested.getRawQuery() != null) ? "?" + requested.getRawQuery() : "";
		return URI.create(route.getUri() + requested.getRawPath() + query);
	}

}
