package dev.crossaccount.gateway.direct;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCounted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

class DirectResponseTest {

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

	private final DirectResponse response = response(HttpMethod.GET);

	private final List<NettyDataBuffer> parts = new ArrayList<>();

	@AfterEach
	void shouldLeakNothing() {
		this.channel.finishAndReleaseAll();
		assertThat(this.parts).allMatch((part) -> part.getNativeBuffer().refCnt() == 0);
	}

	@Test
	void shouldWriteAWholeBodyAtOnce() {
		write(this.response, Mono.just(part("woof")));
		FullHttpResponse written = this.channel.readOutbound();
		assertThat(written.status().code()).isEqualTo(200);
		assertThat(written.headers().get("Content-Length")).isEqualTo("4");
		assertThat(written.content().toString(StandardCharsets.UTF_8)).isEqualTo("woof");
		written.release();
	}

	@Test
	void shouldSetHeadersLast() {
		this.response.beforeCommit(() -> Mono.fromRunnable(() -> this.response.getHeaders().set("X-Late", "1")));
		this.response.getHeaders().set("X-Late", "0");
		write(this.response, Mono.just(part("woof")));
		FullHttpResponse written = this.channel.readOutbound();
		assertThat(written.headers().getAll("X-Late")).containsExactly("1");
		written.release();
	}

	@Test
	void shouldGiveAnotherAnswerWhenOneCanNotBeBegun() {
		this.response.beforeCommit(() -> Mono.error(new IllegalArgumentException("No")));
		assertThat(write(this.response, Mono.just(part("woof")))).hasRootCauseMessage("No");
		assertThat(this.response.isCommitted()).isFalse();
		this.response.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
		assertThat(write(this.response, Mono.just(part("oops")))).isNull();
		FullHttpResponse written = this.channel.readOutbound();
		assertThat(written.status().code()).isEqualTo(500);
		written.release();
	}

	@Test
	void shouldNotWaitBeforeAnAnswer() {
		this.response.beforeCommit(Mono::never);
		assertThat(write(this.response, Mono.just(part("woof")))).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void shouldSayNoLengthWhereNoBodyIs() {
		for (HttpStatus status : List.of(HttpStatus.NO_CONTENT, HttpStatus.NOT_MODIFIED)) {
			DirectResponse response = response(HttpMethod.GET);
			response.setStatusCode(status);
			response.setComplete().subscribe();
			HttpResponse written = this.channel.readOutbound();
			assertThat(written.headers().isEmpty()).as(status.toString()).isTrue();
		}
	}

	@Test
	void shouldKeepTheLengthOfAnAnswerToHead() {
		DirectResponse response = response(HttpMethod.HEAD);
		response.getHeaders().setContentLength(4);
		response.setComplete().subscribe();
		HttpResponse written = this.channel.readOutbound();
		assertThat(written.headers().get("Content-Length")).isEqualTo("4");
	}

	@Test
	void shouldWriteInChunksWhatHasNoLength() {
		write(this.response, Flux.just(part("wo"), part("of")));
		HttpResponse head = this.channel.readOutbound();
		assertThat(head.headers().get("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(text(this.channel.readOutbound())).isEqualTo("wo");
		assertThat(text(this.channel.readOutbound())).isEqualTo("of");
		assertThat(this.channel.<Object>readOutbound()).isInstanceOf(LastHttpContent.class);
	}

	@Test
	void shouldTakeNoMoreThanTheClientDoes() {
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		AtomicLong asked = new AtomicLong();
		this.response.writeWith(body.asFlux().doOnRequest(asked::addAndGet)).subscribe();
		assertThat(asked).hasValue(1);
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		body.tryEmitNext(part("woof"));
		assertThat(asked).hasValue(1);
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
		this.response.writabilityChanged();
		assertThat(asked).hasValue(2);
		body.tryEmitComplete();
	}

	@Test
	void shouldLeaveItToOthersToAnswerWhenABodyFailsBeforeItBegins() {
		assertThat(write(this.response, Flux.error(new IllegalArgumentException("No")))).hasMessage("No");
		assertThat(this.response.isCommitted()).isFalse();
		assertThat(this.channel.<Object>readOutbound()).isNull();
	}

	@Test
	void shouldNotEndAnAnswerWhoseBodyFails() {
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		this.response.writeWith(body.asFlux()).subscribe(null, failure::set);
		body.tryEmitNext(part("wo"));
		body.tryEmitError(new IllegalArgumentException("No"));
		assertThat(failure.get()).hasMessage("No");
		assertThat(this.channel.<Object>readOutbound()).isInstanceOf(HttpResponse.class);
		assertThat(text(this.channel.readOutbound())).isEqualTo("wo");
		assertThat(this.channel.<Object>readOutbound()).isNull();
	}

	@Test
	void shouldTellThatItsConnectionCloses() {
		this.response.makeLast();
		assertThat(this.response.isLast()).as("before the answer").isFalse();
		this.response.setComplete().subscribe();
		HttpResponse written = this.channel.readOutbound();
		assertThat(written.headers().get("Connection")).isEqualTo("close");
		assertThat(this.response.isLast()).isTrue();
	}

	private DirectResponse response(HttpMethod method) {
		return new DirectResponse(this.channel.pipeline().firstContext(), method);
	}

	private static Throwable write(DirectResponse response, Publisher<DataBuffer> body) {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		response.writeWith(body).subscribe(null, failure::set);
		return failure.get();
	}

	private DataBuffer part(String text) {
		NettyDataBuffer part = (NettyDataBuffer) this.response.bufferFactory().allocateBuffer(16);
		part.write(text, StandardCharsets.UTF_8);
		this.parts.add(part);
		return part;
	}

	private static String text(Object written) {
		String text = ((HttpContent) written).content().toString(StandardCharsets.UTF_8);
		((ReferenceCounted) written).release();
		return text;
	}

}
