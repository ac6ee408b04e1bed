package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that wait for a request, used by that loop alone. The
 * last one that was used is the first to be used again: what a burst opened may idle
 * away.
 */
class IdleConnections {

	/**
	 * Below the 30 s after which Jetty closes, so that no request meets a closing
	 * connection.
	 */
	private static final long MAX_IDLE = Duration.ofSeconds(20).toNanos();

	private static final long SWEEP = Duration.ofSeconds(5).toNanos();

	private final EventLoop loop;

	/** Of all loops together. */
	private final AtomicInteger count;

	/** The one that was used last is the last. */
	private final Deque<UpstreamConnection> connections = new ArrayDeque<>();

	private boolean sweeping;

	IdleConnections(EventLoop loop, AtomicInteger count) {
		this.loop = loop;
		this.count = count;
	}

	/** Takes one out, or {@code null} if there is none that may still be used. */
	@Nullable UpstreamConnection poll(long now) {
		UpstreamConnection connection = this.connections.pollLast();
		while (connection != null) {
			this.count.decrementAndGet();
			if (connection.isFresh(now, MAX_IDLE)) {
				return connection;
			}
			connection.channel().close();
			connection = this.connections.pollLast();
		}
		return null;
	}

	void add(UpstreamConnection connection, long now) {
		connection.idle(now);
		this.connections.addLast(connection);
		this.count.incrementAndGet();
		sweepLater();
	}

	void remove(UpstreamConnection connection) {
		if (this.connections.remove(connection)) {
			this.count.decrementAndGet();
		}
	}

	/**
	 * Closes one if a request waits for its place. From any thread.
	 * @param waiting the requests that wait
	 */
	void yieldOne(WaitingRequests waiting) {
		this.loop.execute(() -> {
			UpstreamConnection oldest = waiting.isEmpty() ? null : this.connections.pollFirst();
			if (oldest != null) {
				this.count.decrementAndGet();
				oldest.channel().close();
			}
		});
	}

	private void sweepLater() {
		if (!this.sweeping && !this.connections.isEmpty()) {
			this.sweeping = true;
			this.loop.schedule(this::sweep, SWEEP, TimeUnit.NANOSECONDS);
		}
	}

	private void sweep() {
		this.sweeping = false;
		long now = System.nanoTime();
		for (Iterator<UpstreamConnection> all = this.connections.iterator(); all.hasNext();) {
			UpstreamConnection connection = all.next();
			if (!connection.isFresh(now, MAX_IDLE)) {
				all.remove();
				this.count.decrementAndGet();
				connection.channel().close();
			}
		}
		sweepLater();
	}

}
