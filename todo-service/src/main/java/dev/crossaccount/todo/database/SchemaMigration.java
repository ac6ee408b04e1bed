package dev.crossaccount.todo.database;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date at start-up or, if the database is not there yet, as soon
 * as it is.
 * <p>
 * A service that crashed instead would be restarted in a loop for the length of an
 * outage. It starts, is live but not ready, and answers 503. Any other failure, such as a
 * wrong password or a migration that does not apply, stops start-up.
 */
@Component("schema")
class SchemaMigration implements FlywayMigrationStrategy, HealthIndicator, DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

	private final ScheduledExecutorService retries = Executors
		.newSingleThreadScheduledExecutor(SchemaMigration::thread);

	private volatile boolean done;

	private @Nullable String lastFailure;

	@Override
	public void migrate(Flyway flyway) {
		try {
			flyway.migrate();
			this.done = true;
		}
		catch (FlywayException ex) {
			if (!isUnreachable(ex)) {
				throw ex;
			}
			LOG.warn("Starting without the database, which is tried again every second");
			logOnce(ex);
			this.retries.scheduleWithFixedDelay(() -> retry(flyway), 1, 1, TimeUnit.SECONDS);
		}
	}

	boolean isDone() {
		return this.done;
	}

	@Override
	public Health health() {
		return (this.done ? Health.up() : Health.down()).build();
	}

	@Override
	public void destroy() {
		this.retries.shutdownNow();
	}

	private void retry(Flyway flyway) {
		try {
			flyway.migrate();
			this.done = true;
			LOG.info("The database answers: ready");
			this.retries.shutdown();
		}
		catch (RuntimeException ex) {
			logOnce(ex);
		}
	}

	private void logOnce(RuntimeException ex) {
		String failure = NestedExceptionUtils.getMostSpecificCause(ex).toString();
		if (!failure.equals(this.lastFailure)) {
			LOG.warn("The database is not ready: {}", failure);
		}
		this.lastFailure = failure;
	}

	private static boolean isUnreachable(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null
					&& (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
				return true;
			}
		}
		return false;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "schema-migration");
		thread.setDaemon(true);
		return thread;
	}

}
