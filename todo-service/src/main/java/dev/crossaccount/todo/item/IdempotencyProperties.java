package dev.crossaccount.todo.item;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Configures idempotency keys.
 *
 * @param retention how long a key is kept
 * @param purgeInterval time between two removals of expired keys
 */
@ConfigurationProperties("todo.idempotency")
record IdempotencyProperties(@DefaultValue("24h") Duration retention, @DefaultValue("1h") Duration purgeInterval) {

	IdempotencyProperties {
		Assert.isTrue(retention.compareTo(Duration.ZERO) > 0, "todo.idempotency.retention must be more than zero");
		Assert.isTrue(purgeInterval.compareTo(Duration.ZERO) > 0,
				"todo.idempotency.purge-interval must be more than zero");
	}

}
