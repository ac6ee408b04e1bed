package dev.crossaccount.gateway.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class UpstreamRequestTest {

	private final ReplayMemory memory = new ReplayMemory(100_000);

	@Test
	void shouldKeepWhatIsSmallAndForgetItOnce() {
		UpstreamRequest request = request(true, "hel", "lo");
		assertThat(request.isRepeatable()).isTrue();
		assertThat(read(request)).containsExactly("hel", "lo");
		assertThat(request.isRepeatable()).isTrue();
		assertThat(read(request)).containsExactly("hel", "lo");
		assertThat(this.memory.taken()).isEqualTo(5);
		request.forget();
		request.forget();
		assertThat(this.memory.taken()).isZero();
		assertThat(request.isRepeatable()).isFalse();
	}

	@Test
	void shouldNotKeepWhatIsLargeOrNotAskedFor() {
		for (UpstreamRequest request : List.of(request(false, "a"),
				request(true, "a".repeat(60_000), "a".repeat(6_000)))) {
			read(request);
			assertThat(request.isRepeatable()).isFalse();
			assertThat(this.memory.taken()).isZero();
		}
	}

	@Test
	void shouldNotKeepWhatTheMemoryCannotTake() {
		read(request(true, "a".repeat(60_000)));
		UpstreamRequest second = request(true, "a".repeat(60_000));
		read(second);
		assertThat(second.isRepeatable()).isFalse();
		assertThat(this.memory.taken()).isEqualTo(60_000);
	}

	@Test
	void shouldNotRepeatWhatIsIncomplete() {
		UpstreamRequest request = request(true, "hel", "lo");
		request.getBody().take(1).blockLast();
		assertThat(request.isRepeatable()).isFalse();
	}

	/** A provider can answer the last byte before the end of the request is told. */
	@Test
	void shouldRepeatWhatIsAllHereBeforeTheEndIsTold() {
		UpstreamRequest request = new UpstreamRequest(
				MockServerHttpRequest.post("/todo")
					.contentLength(5)
					.body(Flux.concat(Flux.just(
							DefaultDataBufferFactory.sharedInstance.wrap("hello".getBytes(StandardCharsets.US_ASCII))),
							Flux.never())),
				true, this.memory);
		request.getBody().take(1).blockLast();
		assertThat(request.isRepeatable()).isTrue();
		assertThat(read(request)).containsExactly("hello");
	}

	private UpstreamRequest request(boolean keep, String... parts) {
		Flux<DataBuffer> body = Flux.just(parts)
			.map((part) -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.US_ASCII)));
		return new UpstreamRequest(MockServerHttpRequest.post("/todo").body(body), keep, this.memory);
	}

	private static List<String> read(UpstreamRequest request) {
		return request.getBody()
			.map((part) -> part.toString(StandardCharsets.US_ASCII))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

}
