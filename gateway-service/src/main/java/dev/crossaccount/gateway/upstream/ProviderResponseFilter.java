package dev.crossaccount.gateway.upstream;

import java.util.List;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestException;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;

/**
 * Passes the provider's answer on, with failures sorted by kind where the provider broke
 * off between its headers and the first byte of its body.
 */
class ProviderResponseFilter extends NettyWriteResponseFilter {

	ProviderResponseFilter(ObjectProvider<List<HttpHeadersFilter>> headersFilters) {
		super(List.of(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_NDJSON), headersFilters);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return super.filter(exchange, chain).onErrorMap((failure) -> isProvidersFault(exchange, failure),
				(failure) -> UpstreamFailures.of(Provider.required(exchange).name(), failure));
	}

	/** Before anything was sent, it can't have been the client's connection. */
	private static boolean isProvidersFault(ServerWebExchange exchange, Throwable failure) {
		return exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR) != null
				&& !exchange.getResponse().isCommitted() && !(failure instanceof UpstreamException)
				&& !(failure instanceof RequestException);
	}

}
