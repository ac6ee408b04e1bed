package dev.crossaccount.gateway.direct;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A request without a body, as Netty read it. */
class DirectRequest extends AbstractServerHttpRequest {

	private final HttpRequest head;

	private final RequestRecord record;

	DirectRequest(HttpRequest head, RequestRecord record) throws URISyntaxException {
		super(HttpMethod.valueOf(head.method().name()),
				new URI("http://" + head.headers().get(HttpHeaderNames.HOST) + head.uri()), null,
				new HttpHeaders(new Netty4HeadersAdapter(head.headers())));
		this.head = head;
		this.record = record;
	}

	RequestRecord record() {
		return this.record;
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.record.client();
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.empty();
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		MultiValueMap<String, HttpCookie> cookies = new LinkedMultiValueMap<>();
		for (String header : this.head.headers().getAll(HttpHeaderNames.COOKIE)) {
			ServerCookieDecoder.STRICT.decodeAll(header)
				.forEach((cookie) -> cookies.add(cookie.name(), new HttpCookie(cookie.name(), cookie.value())));
		}
		return cookies;
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this.head;
	}

}
