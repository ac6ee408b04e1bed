package dev.crossaccount.gateway.consumer;

import dev.crossaccount.gateway.settings.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How often a consumer may call each provider.
 *
 * @param name its name in the file
 * @param rate requests that come back steadily
 * @param burst requests that may come at once, 1 or more
 * @param quota most requests in a calendar day or month, in UTC, or {@code null} for no
 * quota
 */
public record Plan(String name, Rate rate, long burst, @Nullable Quota quota) {

	/** The plan of callers without a credential. */
	static final String ANONYMOUS = "anonymous";

	/** The plan of consumers that name none. */
	static final String DEFAULT = "default";

	/**
	 * A number of requests in a calendar period.
	 *
	 * @param requests how many, 1 or more
	 * @param period day or month, in UTC
	 */
	public record Quota(long requests, Period period) {

		/** When a quota begins anew. */
		public enum Period {

			/** At midnight, UTC. */
			DAY,

			/** At midnight, UTC, before the first of a month. */
			MONTH

		}

	}

}
