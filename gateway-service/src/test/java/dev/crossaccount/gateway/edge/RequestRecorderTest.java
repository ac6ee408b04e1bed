package dev.crossaccount.gateway.edge;

import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestRecorderTest {

	private final List<RequestRecord> ended = new ArrayList<>();

	private final EmbeddedChannel channel = new EmbeddedChannel(new RequestRecorder(List.of(this.ended::add)));

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void shouldForgetARequestThatItsConnectionOutlives() {
		request();
		assertThat(RequestRecord.of(this.channel)).isNotNull();
		this.channel.writeOutbound(head(0), LastHttpContent.EMPTY_LAST_CONTENT);
		assertThat(this.ended).hasSize(1);
		assertThat(RequestRecord.of(this.channel)).isNull();
	}

	@Test
	void shouldTellOfARequestOnce() {
		request();
		this.channel.writeOutbound(
				new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER),
				head(5), new DefaultHttpContent(Unpooled.copiedBuffer(new byte[5])));
		assertThat(this.ended).singleElement().satisfies((record) -> {
			assertThat(record.status()).isEqualTo(200);
			assertThat(record.responseBytes()).isEqualTo(5);
			assertThat(record.error()).isNull();
		});
		this.channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
		this.channel.close();
		assertThat(this.ended).hasSize(1);
	}

	@Test
	void shouldTellOfARequestWhoseClientLeft() {
		request();
		this.channel.close();
		assertThat(this.ended).singleElement().satisfies((record) -> {
			assertThat(record.status()).isEqualTo(499);
			assertThat(record.error()).isEqualTo("client-closed");
		});
		assertThat(RequestRecord.of(this.channel)).isNull();
	}

	private void request() {
		this.channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
	}

	private static HttpResponse head(int length) {
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, length);
		return head;
	}

}
