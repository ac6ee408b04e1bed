package dev.crossaccount.privatelink.proxyprotocol;

import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs refused connections, at most one a minute at WARN, so that a port scan does not
 * fill the log.
 */
class RefusalLog {

	private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

	private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

	void log(SocketAddress peer, String reason) {
		long now = System.nanoTime();
		long until = this.quietUntil.get();
		if (now - until >= 0 && this.quietUntil.compareAndSet(until, now + INTERVAL_NANOS)) {
			LOG.warn("Refused a connection from {}: {}. More refusals within a minute are logged at DEBUG.", peer,
					reason);
		}
		else {
			LOG.debug("Refused a connection from {}: {}", peer, reason);
		}
	}

}
