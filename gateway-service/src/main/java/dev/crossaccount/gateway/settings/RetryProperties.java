package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to send a request again: GET, HEAD, and POST with an {@code Idempotency-Key},
 * after a failed connection or 502, 503 or 504.
 *
 * @param attempts most tries of one request besides the first; 0 switches retries off
 * @param backoff wait before the first retry, doubled for each further one, and spread at
 * random around it
 * @param budget retries as a share of all requests to the provider, in per cent: when
 * everything fails, retries must not double the load
 */
public record RetryProperties(@DefaultValue("2") int attempts, @DefaultValue("50ms") Duration backoff,
		@DefaultValue("20") int budget) {

}
