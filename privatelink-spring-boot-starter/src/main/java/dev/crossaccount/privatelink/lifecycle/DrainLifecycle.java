package dev.crossaccount.privatelink.lifecycle;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the service serving for a while after readiness went down, so that load balancers
 * stop sending before the port closes.
 * <p>
 * Readiness goes down before any lifecycle stops; this one stops next, then the server
 * lets requests in flight finish, then the management port closes.
 */
public final class DrainLifecycle implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(DrainLifecycle.class);

	private final Duration delay;

	private volatile boolean running;

	private volatile boolean draining;

	DrainLifecycle(Duration delay) {
		this.delay = delay;
	}

	/**
	 * Says whether the service is on its way out.
	 * @return whether connections are to end
	 */
	public boolean isDraining() {
		return this.draining;
	}

	@Override
	public void start() {
		this.draining = false;
		this.running = true;
	}

	/** Takes the delay, which spring.lifecycle.timeout-per-shutdown-phase cannot cut. */
	@Override
	public void stop() {
		this.running = false;
		this.draining = true;
		if (this.delay.isZero()) {
			return;
		}
		LOG.info("Draining: readiness is down, the port closes in {} ms", this.delay.toMillis());
		try {
			Thread.sleep(this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** A context that is paused does not leave. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;
	}

}
