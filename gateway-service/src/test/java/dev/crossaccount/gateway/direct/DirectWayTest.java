package dev.crossaccount.gateway.direct;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DirectWayTest {

	@ParameterizedTest
	@ValueSource(strings = { "Accept: */*", "Connection: keep-alive", "Connection: Close", "Content-Length: 0" })
	void shouldTakeARequestWithoutABody(String header) {
		assertThat(DirectWay.isPlain(request(HttpVersion.HTTP_1_1, header))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 1", "Transfer-Encoding: chunked", "Expect: 100-continue",
			"Connection: close, x-mine", "Connection: upgrade" })
	void shouldLeaveWhatNeedsMore(String header) {
		assertThat(DirectWay.isPlain(request(HttpVersion.HTTP_1_1, header))).isFalse();
	}

	@Test
	void shouldLeaveARequestThatSaysTwoThingsOfItsConnection() {
		HttpRequest request = request(HttpVersion.HTTP_1_1, "Connection: close");
		request.headers().add("Connection", "x-mine");
		assertThat(DirectWay.isPlain(request)).isFalse();
	}

	@Test
	void shouldLeaveHttp10() {
		assertThat(DirectWay.isPlain(request(HttpVersion.HTTP_1_0, "Accept: */*"))).isFalse();
	}

	@Test
	void shouldLeaveWhatCouldNotBeRead() {
		HttpRequest request = request(HttpVersion.HTTP_1_1, "Accept: */*");
		request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("Broken")));
		assertThat(DirectWay.isPlain(request)).isFalse();
	}

	private static HttpRequest request(HttpVersion version, String header) {
		HttpRequest request = new DefaultHttpRequest(version, HttpMethod.GET, "/dogs");
		request.headers().add("Host", "localhost").add(header.split(": ")[0], header.split(": ")[1]);
		return request;
	}

}
