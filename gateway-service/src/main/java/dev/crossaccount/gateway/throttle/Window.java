package dev.crossaccount.gateway.throttle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The periods by which a quota begins anew, one after the other. */
interface Window {

	/** From midnight to midnight, UTC. */
	Window DAY = (time) -> midnight(time).plusDays(1).toInstant();

	/** From the first of a month to the first of the next, UTC. */
	Window MONTH = (time) -> midnight(time).withDayOfMonth(1).plusMonths(1).toInstant();

	/**
	 * When a period ends, and the next begins.
	 * @param time any time within the period; its first instant is within it
	 * @return its end
	 */
	Instant end(Instant time);

	private static ZonedDateTime midnight(Instant time) {
		return time.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
	}

}
