package dev.crossaccount.gateway.upstream;

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.limit.InFlight;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.settings.BreakerProperties;
import dev.crossaccount.gateway.settings.RetryProperties;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceTest {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final ReplayMemory memory = new ReplayMemory(0);

	private final InFlight atWork = new InFlight("provider todo", "gateway.providers.todo.concurrency", 1);

	private final Resilience resilience = new Resilience(
			"todo", this.atWork, new Breaker("todo",
					new BreakerProperties(50, 20, Duration.ofSeconds(10), Duration.ofSeconds(5)), Clock.systemUTC()),
			new RetryProperties(1, Duration.ofMillis(50), 20), this.memory);

	private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();

	private final List<UpstreamRequest> sent = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	@AfterEach
	void stop() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void shouldGiveAPlaceThatIsSoonFreeToWhoWaits() {
		Disposable first = send();
		send();
		this.time.advanceTimeBy(Duration.ofMillis(90));
		assertThat(this.sent).hasSize(1);
		first.dispose();
		this.time.advanceTimeBy(Duration.ofMillis(10));
		assertThat(this.sent).hasSize(2);
		assertThat(this.failures).isEmpty();
		assertThat(this.atWork.count()).isEqualTo(1);
	}

	@Test
	void shouldRefuseWhoHasWaitedForATenthOfASecond() {
		send();
		send();
		this.time.advanceTimeBy(Duration.ofMillis(99));
		assertThat(this.failures).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.failures).singleElement().isInstanceOf(ProblemException.class);
		assertThat(this.sent).hasSize(1);
		assertThat(this.atWork.count()).isEqualTo(1);
	}

	@Test
	void shouldSendNothingForWhoLeftWhileWaiting() {
		Disposable first = send();
		send().dispose();
		first.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.sent).hasSize(1);
		assertThat(this.atWork.count()).isZero();
	}

	@Test
	void shouldBeFreeWhileTheBodyIsAwaited() {
		Disposable slow = send();
		Upload upload = upload();
		assertThat(this.atWork.count()).isZero();
		send();
		assertThat(this.sent).hasSize(2);
		this.body.tryEmitNext(part());
		assertThat(this.atWork.count()).as("now it is the provider's turn, whoever else is there").isEqualTo(2);
		upload.request(1);
		assertThat(this.atWork.count()).isEqualTo(1);
		this.body.tryEmitComplete();
		assertThat(this.atWork.count()).isEqualTo(2);
		slow.dispose();
		assertThat(this.atWork.count()).isEqualTo(1);
	}

	@Test
	void shouldNotBeFreeWhileTheProviderTakesNoMore() {
		send();
		Upload upload = upload();
		this.body.tryEmitNext(part());
		assertThat(this.atWork.count()).as("no more is asked for").isEqualTo(1);
		upload.request(1);
		upload.dispose();
		assertThat(this.atWork.count()).as("a write failed, and the answer may come").isEqualTo(1);
	}

	@Test
	void shouldNotBeTakenByABodyThatEndsAfterTheAnswer() {
		Disposable answered = send();
		upload();
		answered.dispose();
		this.body.tryEmitComplete();
		assertThat(this.atWork.count()).isZero();
	}

	@Test
	void shouldBeFreeBeforeTheAnswerIsPassedOn() {
		List<Integer> counts = new ArrayList<>();
		this.resilience.send(request(), () -> Mono.just(answer()))
			.doOnNext((answer) -> counts.add(this.atWork.count()))
			.subscribe();
		this.resilience.send(request(), () -> Mono.error(new IllegalStateException("no answer")))
			.doOnError((failure) -> counts.add(this.atWork.count()))
			.subscribe((answer) -> {
			}, this.failures::add);
		assertThat(counts).containsExactly(0, 0);
	}

	@Test
	void shouldBeKeptUntilTheLastAttempt() {
		List<Integer> counts = new ArrayList<>();
		this.resilience.send(new UpstreamRequest(MockServerHttpRequest.get("/todo").build(), true, this.memory), () -> {
			counts.add(this.atWork.count());
			return Mono.error(UpstreamFailures.of("todo", new ConnectException("refused")));
		}).subscribe((answer) -> {
		}, this.failures::add);
		assertThat(this.atWork.count()).as("before the next attempt").isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(counts).containsExactly(1, 1);
		assertThat(this.failures).hasSize(1);
		assertThat(this.atWork.count()).isZero();
	}

	/** Sends a request that is not answered. */
	private Disposable send() {
		UpstreamRequest request = request();
		return this.resilience.send(request, () -> {
			this.sent.add(request);
			return Mono.never();
		}).subscribe((answer) -> {
		}, this.failures::add);
	}

	private UpstreamRequest request() {
		return new UpstreamRequest(MockServerHttpRequest.post("/todo").body(this.body.asFlux()), false, this.memory);
	}

	/** Sends the body of the first request, of which one part is asked for at a time. */
	private Upload upload() {
		Upload upload = new Upload();
		this.sent.get(0).getBody().subscribe(upload);
		return upload;
	}

	private static DataBuffer part() {
		return DefaultDataBufferFactory.sharedInstance.wrap("a".getBytes(StandardCharsets.US_ASCII));
	}

	private static UpstreamAnswer answer() {
		return UpstreamAnswer.whole(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
				Unpooled.EMPTY_BUFFER);
	}

	private static final class Upload extends BaseSubscriber<DataBuffer> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			request(1);
		}

	}

}
