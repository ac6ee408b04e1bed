package dev.crossaccount.gateway.portal;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How this gateway and its providers are doing.
 *
 * @param time when this was found out
 * @param windowSeconds how far back the traffic goes, or 0 if it is yet to be measured
 * @param account the gateway's own AWS account, if it is configured
 * @param inFlight requests that are being served
 * @param traffic requests to all providers, from their head to the end of the answer
 * @param providers each of them
 */
record Status(Instant time, double windowSeconds, @Nullable String account, int inFlight, @Nullable Traffic traffic,
		List<ProviderStatus> providers) {

	/**
	 * How one provider is doing.
	 *
	 * @param name its name in the configuration
	 * @param account its AWS account, if it is configured
	 * @param health whether it works
	 * @param breaker whether the gateway sends it requests
	 * @param inFlight its requests that are being served
	 * @param traffic requests to it; latencies are those of its own answers
	 */
	record ProviderStatus(String name, @Nullable String account, Health health, BreakerState breaker, int inFlight,
			@Nullable Traffic traffic) {

	}

}
