package dev.crossaccount.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.Mutations;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are nearly right: no byte of one may become another request. */
class RequestDecoderMutationsTest {

	private static final String HOST = "Host: a\r\n";

	private static final String[] GOOD = { "GET /todo HTTP/1.1\r\n" + HOST + "\r\n",
			"POST /todo HTTP/1.1\r\n" + HOST + "Content-Length: 6\r\n\r\ndata=x",
			"POST /todo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n6;a=b\r\ndata=x\r\n0\r\nX: y\r\n\r\n",
			"POST /a HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n\r\nGET /b HTTP/1.1\r\n" + HOST + "\r\n",
			"POST /a HTTP/1.0\r\nContent-Length: 1\r\nTransfer-Encodin: chunked\r\n\r\n0\r\n\r\nGET /b HTTP/1.1\r\n"
					+ HOST + "\r\n" };

	@Test
	void shouldReadNoRequestThatTheGrammarDoesNotHave() {
		Mutations.forEach(RequestDecoderMutationsTest::checkGrammar, GOOD);
	}

	@Test
	void shouldReadTheSameInWhateverPiecesItComes() {
		Mutations.forEach(RequestDecoderMutationsTest::checkPieces, GOOD);
	}

	@Test
	void shouldReadWhatIsRight() {
		for (String good : GOOD) {
			assertThat(read(good, good.length())).isNotEmpty().isEqualTo(StrictRequests.read(good));
		}
	}

	/** For .ci/fuzz. */
	public static void fuzzerTestOneInput(byte[] bytes) {
		String request = Mutations.text(bytes);
		checkGrammar(request);
		checkPieces(request);
	}

	private static void checkGrammar(String bytes) {
		List<String> read = read(bytes, bytes.length());
		List<String> strict = StrictRequests.read(bytes);
		assertThat(read).isEqualTo(strict.subList(0, Math.min(strict.size(), read.size())));
	}

	private static void checkPieces(String bytes) {
		assertThat(read(bytes, 1)).isEqualTo(read(bytes, bytes.length()));
	}

	/**
	 * Method, target and body of each request that was read to its end and not refused.
	 */
	private static List<String> read(String bytes, int piece) {
		EmbeddedChannel channel = new EmbeddedChannel(
				new RequestDecoder(new HttpDecoderConfig(), Duration.ofSeconds(10), (method) -> {
				}));
		for (int i = 0; i < bytes.length(); i += Math.max(1, piece)) {
			String part = bytes.substring(i, Math.min(bytes.length(), i + piece));
			channel.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1));
		}
		List<String> read = new ArrayList<>();
		StringBuilder current = new StringBuilder();
		boolean refused = false;
		for (Object message = channel.readInbound(); message != null && !refused; message = channel.readInbound()) {
			if (message instanceof HttpRequest request) {
				refused = request.decoderResult().isFailure();
				current = new StringBuilder(request.method() + " " + request.uri() + "\n");
			}
			if (message instanceof HttpContent content) {
				refused |= content.decoderResult().isFailure();
				current.append(content.content().toString(StandardCharsets.ISO_8859_1));
			}
			if (message instanceof LastHttpContent && !refused) {
				read.add(current.toString());
			}
			ReferenceCountUtil.release(message);
		}
		channel.finishAndReleaseAll();
		return read;
	}

}
