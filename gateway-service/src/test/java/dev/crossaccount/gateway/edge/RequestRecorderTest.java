package dev.crossaccount.gateway.edge;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.settings.ClientAddressSource;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestRecorderTest {

	private final List<RequestRecord> ended = new ArrayList<>();

	private final EmbeddedChannel channel = new EmbeddedChannel(
			new RequestRecorder(List.of(this.ended::add), ClientAddressSource.CONNECTION));

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

	@Test
	void shouldTakeTheClientFromAHeaderWhereThatIsMeant() {
		assertThat(client(ClientAddressSource.X_REAL_IP, "203.0.113.7")).isEqualTo("203.0.113.7");
		assertThat(client(ClientAddressSource.X_REAL_IP, "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
	}

	@Test
	void shouldNotBelieveAClientWhereItIsNot() {
		assertThat(client(ClientAddressSource.CONNECTION, "203.0.113.7")).isNull();
	}

	@Test
	void shouldNotTakeWhatNobodyInFrontWrote() {
		assertThat(client(ClientAddressSource.X_REAL_IP)).isNull();
		assertThat(client(ClientAddressSource.X_REAL_IP, "example.com")).isNull();
		assertThat(client(ClientAddressSource.X_REAL_IP, "203.0.113.7", "203.0.113.8")).isNull();
	}

	/** An embedded channel has no address of its own. */
	private static @Nullable String client(ClientAddressSource source, String... named) {
		EmbeddedChannel channel = new EmbeddedChannel(new RequestRecorder(List.of(), source));
		HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
		request.headers().add("X-Real-IP", List.of(named));
		channel.writeInbound(request);
		InetSocketAddress client = Objects.requireNonNull(RequestRecord.of(channel)).client();
		channel.finishAndReleaseAll();
		return (client != null) ? client.getAddress().getHostAddress() : null;
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
