package dev.crossaccount.gateway.page;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.Step;
import dev.crossaccount.gateway.request.Steps;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

/** Answers with the gateway's own pages where no provider is. */
@Component
@Order(Steps.PAGE)
class PageFilter implements Step {

	private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

	/**
	 * Bytes; some hundred of these are written ahead, for a client that does not read.
	 */
	private static final int SLICE = 1024;

	/** Bytes; what is not larger is written at once. */
	private static final int SMALL = 64 * 1024;

	private final List<Pages> pages;

	PageFilter(List<Pages> pages) {
		this.pages = pages;
	}

	@Override
	public Mono<Void> take(ServerWebExchange exchange, WebFilterChain next) {
		return (Provider.of(exchange) != null) ? next.filter(exchange)
				: this.pages.stream()
					.map((some) -> some.find(exchange.getRequest()))
					.filter(Objects::nonNull)
					.findFirst()
					.map((page) -> answer(exchange, page))
					.orElseGet(() -> next.filter(exchange));
	}

	private static Mono<Void> answer(ServerWebExchange exchange, Page page) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (!METHODS.contains(method)) {
			return Mono.error(new MethodNotAllowedException(method, METHODS));
		}
		ServerHttpResponse response = exchange.getResponse();
		HttpHeaders headers = response.getHeaders();
		// What is no page of the gateway must not become one in a browser.
		headers.set("X-Content-Type-Options", "nosniff");
		page.headers().forEach(headers::set);
		if (page.compressed() != null) {
			headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		if (exchange.checkNotModified(page.etag(), Instant.MIN)) {
			return response.setComplete();
		}
		headers.setContentType(page.type());
		return write(page, exchange.getRequest(), response);
	}

	private static Mono<Void> write(Page page, ServerHttpRequest request, ServerHttpResponse response) {
		HttpHeaders headers = response.getHeaders();
		byte[] compressed = page.compressed();
		if (compressed != null && !takesGzip(request)) {
			headers.setContentLength(page.length());
			return write(page::open, response);
		}
		byte[] body = (compressed != null) ? compressed : page.body();
		if (compressed != null) {
			headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		headers.setContentLength(body.length);
		return (body.length > SMALL) ? write(() -> new ByteArrayInputStream(body), response)
				: response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

	/** As the client takes it: it may be large, and many may ask. */
	private static Mono<Void> write(Callable<InputStream> body, ServerHttpResponse response) {
		return response.writeWith(DataBufferUtils.readInputStream(body, response.bufferFactory(), SLICE));
	}

	private static boolean takesGzip(ServerHttpRequest request) {
		return request.getHeaders()
			.getValuesAsList(HttpHeaders.ACCEPT_ENCODING)
			.stream()
			.anyMatch((coding) -> coding.matches("(?i)gzip(\\s*;\\s*q=(1.*|0\\.0*[1-9].*))?"));
	}

}
