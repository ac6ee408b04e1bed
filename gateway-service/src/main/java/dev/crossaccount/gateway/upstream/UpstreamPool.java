package dev.crossaccount.gateway.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.crossaccount.gateway.settings.ConnectionProperties;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * The connections to one provider. A request is sent on the event loop of its client, so
 * that it never changes threads: each loop has idle connections of its own, and only how
 * many there may be in all is shared.
 */
class UpstreamPool {

	private final int max;

	private final Opener opener;

	private final Map<EventLoop, IdleConnections> idle = new ConcurrentHashMap<>();

	private final WaitingRequests waiting;

	/** Connections that are open or being opened. */
	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger idleCount = new AtomicInteger();

	/**
	 * Opens nothing yet.
	 * @param limits how many connections there may be, and how many requests may wait
	 * @param opener opens one
	 */
	UpstreamPool(ConnectionProperties limits, Opener opener) {
		this.max = limits.maxPerProvider();
		this.opener = opener;
		this.waiting = new WaitingRequests(limits);
	}

	/**
	 * Finds a connection for a request. On the event loop of its client.
	 * @param exchange the request: it is told of the connection, or that there is none
	 * @param client its client's connection
	 */
	void acquire(UpstreamExchange exchange, Channel client) {
		UpstreamConnection connection = idle(client.eventLoop()).poll(System.nanoTime());
		if (connection != null) {
			exchange.connected(connection);
		}
		else if (reserve()) {
			this.opener.open(this, client, exchange);
		}
		else if (this.waiting.add(exchange, client)) {
			this.idle.values().forEach((others) -> others.yieldOne(this.waiting));
			// One may have gone since the look at their number.
			serveFirst();
		}
	}

	/** A request does not need a connection any longer. */
	void cancel(UpstreamExchange exchange) {
		this.waiting.cancel(exchange);
	}

	/** Takes a connection back that can serve another request. On its event loop. */
	void release(UpstreamConnection connection) {
		long now = System.nanoTime();
		if (!connection.isUsable(now)) {
			connection.channel().close();
			return;
		}
		EventLoop loop = connection.channel().eventLoop();
		UpstreamExchange next = this.waiting.poll(loop, now);
		if (next != null) {
			next.connected(connection);
		}
		else if (serveOther()) {
			connection.channel().close();
		}
		else {
			idle(loop).add(connection, now);
		}
	}

	/** A connection has gone. On its event loop. */
	void closed(UpstreamConnection connection) {
		idle(connection.channel().eventLoop()).remove(connection);
		giveUpPlace();
	}

	/** A connection that was to be opened is not there, so its place is free again. */
	void giveUpPlace() {
		this.open.decrementAndGet();
		serveFirst();
	}

	/** Connections that serve a request, or are being opened for one. */
	int active() {
		return this.open.get() - this.idleCount.get();
	}

	int idle() {
		return this.idleCount.get();
	}

	int waiting() {
		return this.waiting.size();
	}

	private IdleConnections idle(EventLoop loop) {
		IdleConnections known = this.idle.get(loop);
		return (known != null) ? known
				: this.idle.computeIfAbsent(loop, (key) -> new IdleConnections(key, this.idleCount));
	}

	private boolean reserve() {
		return this.open.getAndUpdate((count) -> (count < this.max) ? count + 1 : count) < this.max;
	}

	/** Lets the first one that waits open a connection, if there may be one more. */
	private void serveFirst() {
		if (!this.waiting.isEmpty() && reserve() && !openForFirst()) {
			this.open.decrementAndGet();
		}
	}

	/**
	 * Lets the first one of another loop have the place of a connection that is closed
	 * for it.
	 */
	private boolean serveOther() {
		if (this.waiting.isEmpty()) {
			return false;
		}
		this.open.incrementAndGet();
		if (!openForFirst()) {
			this.open.decrementAndGet();
			return false;
		}
		return true;
	}

	private boolean openForFirst() {
		return this.waiting.serveFirst((exchange, client) -> this.opener.open(this, client, exchange));
	}

	/** Opens connections. */
	@FunctionalInterface
	interface Opener {

		/**
		 * Opens a connection, and tells both the pool and the request how that ended.
		 * @param pool where it belongs
		 * @param client the connection on whose event loop it is to live
		 * @param exchange the request that it is for
		 */
		void open(UpstreamPool pool, Channel client, UpstreamExchange exchange);

	}

}
