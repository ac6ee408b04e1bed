package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import dev.crossaccount.gateway.settings.ConnectionProperties;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The requests to one provider that wait for a connection, the first one first. */
class WaitingRequests {

	/** Longest wait while later requests of other event loops are served. */
	private static final long PATIENCE = Duration.ofMillis(50).toNanos();

	private final ConnectionProperties limits;

	private final Deque<Waiter> waiters = new ArrayDeque<>();

	private volatile int size;

	WaitingRequests(ConnectionProperties limits) {
		this.limits = limits;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	int size() {
		return this.size;
	}

	/**
	 * Lets a request wait, for a time. On the event loop of its client.
	 * @param exchange the request, which is told if there are too many, or none is free
	 * in time
	 * @param client its client's connection
	 * @return whether it waits
	 */
	boolean add(UpstreamExchange exchange, Channel client) {
		Waiter waiter = new Waiter(exchange, client, System.nanoTime());
		synchronized (this.waiters) {
			if (this.size < this.limits.maxWaiting()) {
				this.waiters.addLast(waiter);
				this.size = this.waiters.size();
				waiter.timer = client.eventLoop()
					.schedule(() -> giveUp(waiter), this.limits.maxWait().toNanos(), TimeUnit.NANOSECONDS);
				return true;
			}
		}
		exchange.failed(new NoFreeConnectionException("None of " + this.limits.maxPerProvider()
				+ " connections is free, and " + this.limits.maxWaiting() + " requests wait for one"));
		return false;
	}

	/**
	 * Whose turn it is, of those that a loop can serve: the first one's, unless one of
	 * another loop has waited for much longer.
	 * @param loop the event loop that has a free connection
	 * @param now the time
	 * @return the request, which waits no longer, or {@code null} for none
	 */
	@Nullable UpstreamExchange poll(EventLoop loop, long now) {
		if (isEmpty()) {
			return null;
		}
		synchronized (this.waiters) {
			Waiter first = this.waiters.peekFirst();
			boolean others = first != null && first.loop() != loop && now - first.since > PATIENCE;
			Waiter own = others ? null : remove((waiter) -> waiter.loop() == loop);
			return (own != null) ? own.exchange : null;
		}
	}

	/**
	 * Serves the first one, on its own event loop.
	 * @param server takes the request and its client's connection
	 * @return whether there was one
	 */
	boolean serveFirst(BiConsumer<UpstreamExchange, Channel> server) {
		Waiter first;
		synchronized (this.waiters) {
			first = remove((waiter) -> true);
		}
		if (first == null) {
			return false;
		}
		first.loop().execute(() -> server.accept(first.exchange, first.client));
		return true;
	}

	void cancel(UpstreamExchange exchange) {
		if (!isEmpty()) {
			synchronized (this.waiters) {
				remove((waiter) -> waiter.exchange == exchange);
			}
		}
	}

	private void giveUp(Waiter waiter) {
		boolean waited;
		synchronized (this.waiters) {
			waited = remove((candidate) -> candidate == waiter) != null;
		}
		if (waited) {
			waiter.exchange.failed(new NoFreeConnectionException("None of " + this.limits.maxPerProvider()
					+ " connections was free in " + this.limits.maxWait().toMillis() + " ms"));
		}
	}

	private @Nullable Waiter remove(Predicate<Waiter> which) {
		for (Iterator<Waiter> all = this.waiters.iterator(); all.hasNext();) {
			Waiter waiter = all.next();
			if (which.test(waiter)) {
				all.remove();
				this.size = this.waiters.size();
				if (waiter.timer != null) {
					waiter.timer.cancel(false);
				}
				return waiter;
			}
		}
		return null;
	}

	/** A request that waits. */
	private static final class Waiter {

		private final UpstreamExchange exchange;

		private final Channel client;

		private final long since;

		private @Nullable Future<?> timer;

		Waiter(UpstreamExchange exchange, Channel client, long since) {
			this.exchange = exchange;
			this.client = client;
			this.since = since;
		}

		EventLoop loop() {
			return this.client.eventLoop();
		}

	}

}
