package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to stop asking a provider that fails: requests then get 503 at once.
 *
 * @param failureRate per cent of failed requests (no connection, no answer in time, 502,
 * 503 or 504) that opens the breaker, 1 to 100
 * @param minimumCalls fewer requests within the window never open it
 * @param window time over which failures are counted
 * @param openFor time until a few requests are let through to see whether it works again
 */
public record BreakerProperties(@DefaultValue("50") int failureRate, @DefaultValue("20") int minimumCalls,
		@DefaultValue("10s") Duration window, @DefaultValue("5s") Duration openFor) {

}
