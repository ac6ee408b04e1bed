package dev.crossaccount.benchmark.load;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerReaderTest {

	private final AnswerReader reader = new AnswerReader();

	@Test
	void shouldReadABodyOfKnownLength() {
		assertThat(feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")).isTrue();
		assertThat(this.reader.status()).isEqualTo(200);
		assertThat(this.reader.bodyBytes()).isEqualTo(5);
	}

	@Test
	void shouldReadAStatusWithoutAReasonPhrase() {
		assertThat(feed("HTTP/1.1 201 \r\ncontent-length:0\r\n\r\n")).isTrue();
		assertThat(this.reader.status()).isEqualTo(201);
		assertThat(this.reader.bodyBytes()).isZero();
	}

	@Test
	void shouldReadChunks() {
		assertThat(feed(
				"HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"))
			.isTrue();
		assertThat(this.reader.bodyBytes()).isEqualTo(15);
	}

	@Test
	void shouldReadWhatComesByteByByte() {
		String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n";
		for (int i = 0; i < answer.length() - 1; i++) {
			assertThat(feed(answer.substring(i, i + 1))).isFalse();
		}
		assertThat(feed("\n")).isTrue();
		assertThat(this.reader.bodyBytes()).isEqualTo(3);
	}

	@Test
	void shouldReadOneAnswerAfterTheOther() {
		assertThat(feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab")).isTrue();
		this.reader.reset();
		assertThat(feed("HTTP/1.1 503 No\r\nContent-Length: 1\r\n\r\n")).isFalse();
		assertThat(feed("a")).isTrue();
		assertThat(this.reader.status()).isEqualTo(503);
		assertThat(this.reader.bodyBytes()).isEqualTo(1);
	}

	private boolean feed(String text) {
		ByteBuffer bytes = AnswerReader.bytes(text);
		return this.reader.feed(bytes);
	}

}
