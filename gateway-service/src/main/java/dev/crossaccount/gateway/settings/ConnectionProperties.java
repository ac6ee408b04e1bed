package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pool of connections to providers.
 *
 * @param maxPerProvider most connections to one provider
 * @param maxWaiting most requests that wait for a connection to one provider; more get
 * 503 at once
 * @param maxWait longest wait for a free connection, then 503
 */
public record ConnectionProperties(@DefaultValue("500") int maxPerProvider, @DefaultValue("1000") int maxWaiting,
		@DefaultValue("1s") Duration maxWait) {

}
