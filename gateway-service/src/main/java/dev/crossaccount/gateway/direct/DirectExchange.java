package dev.crossaccount.gateway.direct;

import reactor.core.publisher.Mono;

import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** A request on the direct way, to the steps the same as any. There are no sessions. */
public final class DirectExchange extends DefaultServerWebExchange {

	private static final ServerCodecConfigurer CODECS = ServerCodecConfigurer.create();

	private static final LocaleContextResolver LOCALES = new AcceptHeaderLocaleContextResolver();

	DirectExchange(DirectRequest request, DirectResponse response) {
		super(request, response, (exchange) -> Mono.empty(), CODECS, LOCALES);
		request.record().tie(this);
	}

	/**
	 * Whether nothing follows the steps.
	 * @param exchange a request
	 * @return whether it is on the direct way
	 */
	public static boolean is(ServerWebExchange exchange) {
		return exchange instanceof DirectExchange;
	}

}
