package dev.crossaccount.gateway.edge;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OneAtATimeTest {

	private final AtomicBoolean serving = new AtomicBoolean();

	private final AtomicInteger reads = new AtomicInteger();

	private EmbeddedChannel channel;

	@BeforeEach
	void open() {
		this.channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
			@Override
			public void read(ChannelHandlerContext context) {
				OneAtATimeTest.this.reads.incrementAndGet();
				context.read();
			}
		}, new OneAtATime(this.serving::get));
	}

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void shouldReadNoMoreWhileARequestWaits() {
		this.channel.config().setAutoRead(true);
		this.serving.set(true);
		this.channel.writeInbound(request(), LastHttpContent.EMPTY_LAST_CONTENT);
		assertThat(this.channel.inboundMessages()).isEmpty();
		assertThat(this.channel.config().isAutoRead()).isFalse();
		int before = this.reads.get();
		this.channel.read();
		assertThat(this.reads).hasValue(before);

		this.serving.set(false);
		this.channel.pipeline().fireUserEventTriggered("served");
		assertThat(this.channel.inboundMessages()).hasSize(2);
		assertThat(this.reads).hasValue(before + 1);
	}

	@Test
	void shouldDropWhatFollowsTheLastAnswer() {
		HttpResponse last = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		last.headers().set("Connection", "close");
		this.channel.writeOutbound(last);
		this.channel.writeInbound(request(), LastHttpContent.EMPTY_LAST_CONTENT);
		assertThat(this.channel.inboundMessages()).isEmpty();
	}

	@Test
	void shouldPassTheRestOfARequestThatWasAnsweredEarly() {
		this.channel.writeInbound(request());
		HttpResponse last = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		last.headers().set("Connection", "close");
		this.channel.writeOutbound(last);
		this.channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
		assertThat(this.channel.inboundMessages()).hasSize(2);
	}

	private static HttpRequest request() {
		return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/dogs");
	}

}
