package dev.crossaccount.gateway.upstream;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends the request to its provider: to the very path and query that the client sent, in
 * the provider's time limits, with failures sorted by kind.
 */
class ProviderRoutingFilter extends NettyRoutingFilter {

	private final HttpClient client;

	/** One client per provider, or every request would copy the configuration. */
	private final Map<Provider, HttpClient> clients = new ConcurrentHashMap<>();

	ProviderRoutingFilter(HttpClient client, ObjectProvider<List<HttpHeadersFilter>> headersFilters,
			HttpClientProperties properties) {
		super(client, headersFilters, properties);
		this.client = client;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
		exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target(route, exchange));
		return super.filter(exchange.mutate().request(new ClientRequest(exchange.getRequest())).build(), chain)
			.onErrorMap((failure) -> !(failure instanceof RequestException),
					(failure) -> UpstreamFailures.of(Provider.of(route).name(), failure));
	}

	@Override
	protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
		return this.clients.computeIfAbsent(Provider.of(route), this::client);
	}

	private HttpClient client(Provider provider) {
		return this.client
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(provider.connectTimeout().toMillis()))
			.responseTimeout(provider.responseTimeout());
	}

	/** Cloud Gateway's own way parses the query and loses what looks redundant. */
	private static URI target(Route route, ServerWebExchange exchange) {
		URI requested = exchange.getRequest().getURI();
		String query = (requested.getRawQuery() != null) ? "?" + requested.getRawQuery() : "";
		return URI.create(route.getUri() + requested.getRawPath() + query);
	}

	/** Tells a client that fails in the middle of its request from a provider. */
	private static final class ClientRequest extends ServerHttpRequestDecorator {

		ClientRequest(ServerHttpRequest delegate) {
			super(delegate);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return super.getBody().onErrorMap((failure) -> !(failure instanceof RequestException),
					(failure) -> new RequestException(Kind.GONE, "The client left."));
		}

	}

}
