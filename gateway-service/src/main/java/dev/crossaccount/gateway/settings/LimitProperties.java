package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a client may take, in time and in size.
 *
 * @param headerTimeout longest time from the first byte of a request to the end of its
 * headers, and from a new connection to the end of its PROXY header; at most 60s
 * @param bodyTimeout longest wait for the next part of a request's body, and for the
 * client to take some more of the answer; at most 300s
 * @param maxBody largest body of a request, for providers that say nothing else
 * @param maxInFlight most requests that are being served, to all providers
 * @param maxInFlightPerProvider the same to one provider, if that says nothing else
 */
public record LimitProperties(@DefaultValue("10s") Duration headerTimeout, @DefaultValue("30s") Duration bodyTimeout,
		@DefaultValue("1MB") DataSize maxBody, @DefaultValue("1000") int maxInFlight,
		@DefaultValue("500") int maxInFlightPerProvider) {

}
