package dev.crossaccount.gateway.token;

import java.time.Duration;

/**
 * How long fetched keys serve.
 *
 * @param period after this they are fetched again, so a withdrawn key is trusted no
 * longer
 * @param interval at most two fetches in this time, whatever key ids tokens name
 * @param outage how long they serve on while the authorization server does not answer
 */
record KeyTimes(Duration period, Duration interval, Duration outage) {

	/** With the time that a fetch takes, five minutes. */
	static final KeyTimes DEFAULT = new KeyTimes(Duration.ofSeconds(290), Duration.ofSeconds(10), Duration.ofHours(6));

}
