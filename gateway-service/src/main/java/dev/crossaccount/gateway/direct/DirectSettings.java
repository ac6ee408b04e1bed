package dev.crossaccount.gateway.direct;

import reactor.netty.http.server.HttpServerConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Whether the program has been told to do what only Reactor Netty and WebFlux do: then
 * all requests take the long way.
 */
@Component
class DirectSettings {

	private final boolean needsWebFlux;

	private final boolean graceful;

	DirectSettings(Environment environment, ObjectProvider<ForwardedHeaderTransformer> forwarded) {
		this.needsWebFlux = forwarded.getIfAvailable() != null
				|| !environment.getProperty("spring.webflux.base-path", "").isEmpty()
				|| environment.getProperty("management.observations.enable.http", Boolean.class, true);
		this.graceful = environment.getProperty("server.shutdown", Shutdown.class,
				Shutdown.GRACEFUL) == Shutdown.GRACEFUL;
	}

	/** Whether requests in flight are waited for. */
	boolean isGraceful() {
		return this.graceful;
	}

	/** Whether requests to the server may take the direct way. */
	boolean permit(HttpServerConfig server) {
		return !this.needsWebFlux && !server.isSecure() && !server.isForwarded() && server.minCompressionSize() < 0
				&& server.maxKeepAliveRequests() < 0 && server.readTimeout() == null && server.requestTimeout() == null;
	}

}
