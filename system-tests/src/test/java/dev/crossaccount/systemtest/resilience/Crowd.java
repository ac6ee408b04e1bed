package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.crossaccount.systemtest.Topology;

/** Many clients that all misbehave in the same way, each on a connection of its own. */
final class Crowd implements AutoCloseable {

	/** Between what one does and what the next one does: they are not in step. */
	private static final long PAUSE_MILLIS = 2;

	/** What little a kernel takes for a client that does not read. */
	private static final int SMALL_BUFFER = 4096;

	private final List<Client> clients = new ArrayList<>();

	/**
	 * Connects that many clients to the load balancer itself: what stands for it at the
	 * published port, Docker's proxy, does not bear thousands.
	 */
	Crowd(Topology topology, int count) throws IOException {
		InetSocketAddress address = new InetSocketAddress(topology.container("nlb-gateway").address("edge"), 8080);
		try {
			for (int i = 0; i < count; i++) {
				SocketChannel channel = SocketChannel.open();
				this.clients.add(new Client(channel));
				channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
				channel.connect(address);
				channel.configureBlocking(false);
				pause();
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/** Has each that is still connected send this. */
	Crowd say(String text) {
		for (Client client : this.clients) {
			client.say(text);
			pause();
		}
		return this;
	}

	/** Has each read what came. */
	Crowd listen() {
		this.clients.forEach(Client::listen);
		return this;
	}

	/** How many were not cut off, as far as they listened. */
	long connected() {
		return this.clients.stream().filter((client) -> !client.closed).count();
	}

	/** How many heard which status first; none is nothing. */
	Map<String, Long> answers() {
		return this.clients.stream()
			.map((client) -> client.heard.replaceFirst("(?s)^HTTP/1.1 ([0-9]*).*", "$1"))
			.collect(Collectors.groupingBy((status) -> status, TreeMap::new, Collectors.counting()));
	}

	@Override
	public void close() throws IOException {
		for (Client client : this.clients) {
			client.channel.close();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One of them. */
	private static final class Client {

		private final SocketChannel channel;

		private String heard = "";

		private boolean closed;

		Client(SocketChannel channel) {
			this.channel = channel;
		}

		void say(String text) {
			try {
				if (!this.closed) {
					this.channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
				}
			}
			catch (IOException ex) {
				// What came before the end is still to be read.
			}
		}

		void listen() {
			try {
				ByteBuffer buffer = ByteBuffer.allocate(SMALL_BUFFER);
				for (int count = 0; !this.closed && (count = this.channel.read(buffer.clear())) != 0;) {
					this.closed = count < 0;
					if (this.heard.isEmpty() && count > 0) {
						this.heard = new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1);
					}
				}
			}
			catch (IOException ex) {
				this.closed = true;
			}
		}

	}

}
