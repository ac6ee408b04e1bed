package dev.crossaccount.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the gateway serving for a while after readiness went down, so that load balancers
 * stop sending before the port closes.
 * <p>
 * Readiness goes down before any lifecycle stops; this one stops next, then the server
 * lets requests in flight finish, then the management port closes.
 */
class DrainLifecycle implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(DrainLifecycle.class);

	private final Duration delay;

	private volatile boolean running;

	DrainLifecycle(Duration delay) {
		this.delay = delay;
	}

	/** Whether the gateway is on its way out but still serves. */
	boolean isDraining() {
		return !this.running;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		stop();
		if (this.delay.isZero()) {
			callback.run();
			return;
		}
		LOG.info("Draining: readiness is down, the port closes in {} ms", this.delay.toMillis());
		// Not the common pool: whoever closes the application may occupy its only thread.
		Schedulers.parallel().schedule(callback, this.delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;
	}

}
