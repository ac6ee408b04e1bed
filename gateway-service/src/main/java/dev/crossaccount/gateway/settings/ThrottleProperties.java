package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where requests are counted.
 *
 * @param valkey address of the Valkey that all gateways share, such as
 * {@code redis://valkey:6379}. Each gateway counts for itself when left out
 * @param budget longest wait for it: after that the gateway counts for itself
 */
public record ThrottleProperties(@Nullable String valkey, @DefaultValue("50ms") Duration budget) {

}
