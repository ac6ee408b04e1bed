package dev.crossaccount.gateway.token;

import java.time.Duration;

/**
 * How long fetched keys serve.
 *
 * @param life after this they are fetched again, so a withdrawn key is trusted no longer
 * @param ahead how long before that they are fetched in the background
 * @param patience longest wait for a fetch by somebody else
 * @param interval at most two fetches in this time, whatever key ids tokens name
 * @param outage how long they serve on while the authorization server does not answer
 */
record KeyTimes(Duration life, Duration ahead, Duration patience, Duration interval, Duration outage) {

	static final KeyTimes DEFAULT = new KeyTimes(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(5),
			Duration.ofSeconds(10), Duration.ofHours(6));

}
