package dev.crossaccount.gateway.request;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * A step of the public port. The management port has a context of its own that takes over
 * all filters, but health checks are nobody's requests: they are neither counted nor
 * refused.
 */
public abstract class PublicFilter implements WebFilter, ApplicationContextAware {

	private @Nullable ApplicationContext publicPort;

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.publicPort = context;
	}

	@Override
	public final Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Objects.equals(exchange.getApplicationContext(), this.publicPort) ? step(exchange, chain)
				: chain.filter(exchange);
	}

	/**
	 * Does this step.
	 * @param exchange a request to the public port
	 * @param chain the steps that follow
	 * @return completes with the answer
	 */
	protected abstract Mono<Void> step(ServerWebExchange exchange, WebFilterChain chain);

}
