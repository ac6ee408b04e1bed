package dev.crossaccount.todo.item;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes expired idempotency keys from time to time. */
@Component
class ExpiredKeyPurge {

	private static final Logger LOG = LoggerFactory.getLogger(ExpiredKeyPurge.class);

	private static final int BATCH = 1000;

	private final TodoRepository repository;

	private final IdempotencyProperties idempotency;

	ExpiredKeyPurge(TodoRepository repository, IdempotencyProperties idempotency) {
		this.repository = repository;
		this.idempotency = idempotency;
	}

	@Scheduled(initialDelayString = "${todo.idempotency.purge-interval:1h}",
			fixedDelayString = "${todo.idempotency.purge-interval:1h}")
	void purge() {
		OffsetDateTime expiry = OffsetDateTime.now(ZoneOffset.UTC).minus(this.idempotency.retention());
		try {
			int removed = 0;
			for (int batch = BATCH; batch == BATCH; removed += batch) {
				batch = this.repository.forget(expiry, BATCH);
			}
			LOG.debug("Removed {} expired idempotency keys", removed);
		}
		catch (DataAccessException ex) {
			// Nothing is lost: an expired key counts as absent, and the next run removes
			// it.
			LOG.warn("Could not remove expired idempotency keys: {}", ex.getMostSpecificCause().toString());
		}
	}

}
