package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection to a subject, with at most one request on its way. */
class Connection {

	private final SocketChannel channel;

	private final ByteBuffer request;

	private final long answerBytes;

	private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);

	private final AnswerReader answer = new AnswerReader();

	private int number;

	Connection(Selector selector, Request request) throws IOException {
		this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), request.port()));
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		this.channel.configureBlocking(false);
		this.channel.register(selector, SelectionKey.OP_READ, this);
		this.request = request.bytes().duplicate();
		this.answerBytes = request.answerBytes();
	}

	/**
	 * Sends the request.
	 * @param number which one it is
	 * @throws IOException if it cannot
	 */
	void send(int number) throws IOException {
		this.number = number;
		this.request.rewind();
		while (this.request.hasRemaining()) {
			this.channel.write(this.request);
		}
	}

	/**
	 * Receives what there is.
	 * @return whether the answer is complete
	 * @throws IOException if the connection broke
	 */
	boolean receive() throws IOException {
		int count;
		while ((count = this.channel.read(this.received.clear())) > 0) {
			if (this.answer.feed(this.received.flip())) {
				check();
				this.answer.reset();
				return true;
			}
		}
		if (count < 0) {
			throw new VoidRunException("a connection was closed");
		}
		return false;
	}

	int number() {
		return this.number;
	}

	private void check() {
		if (this.answer.status() / 100 != 2) {
			throw new VoidRunException("a request was answered with " + this.answer.status());
		}
		if (this.answerBytes > 0 && this.answer.bodyBytes() != this.answerBytes) {
			throw new VoidRunException(
					"a body of %d bytes came instead of %d".formatted(this.answer.bodyBytes(), this.answerBytes));
		}
	}

}
