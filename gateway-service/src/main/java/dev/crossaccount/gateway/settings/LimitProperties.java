package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take.
 *
 * @param headerTimeout longest time from the first byte of a request to the end of its
 * headers, and from a new connection to the end of its PROXY header; at most 60s
 * @param bodyTimeout longest wait for the next part of a request's body; at most 300s
 */
public record LimitProperties(@DefaultValue("10s") Duration headerTimeout, @DefaultValue("30s") Duration bodyTimeout) {

}
