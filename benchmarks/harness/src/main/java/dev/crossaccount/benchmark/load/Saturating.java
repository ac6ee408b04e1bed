package dev.crossaccount.benchmark.load;

import java.time.Duration;

/**
 * Sends requests over a number of connections, on each the next as soon as the last was
 * answered. A number of requests, not a time, so that none is cut off at the end.
 */
public interface Saturating {

	/**
	 * Sends requests, and waits for all answers.
	 * @param load the requests
	 * @param connections how many at once
	 * @param requests how many in all
	 * @param limit how long that may take
	 * @return answers per second
	 * @throws VoidRunException if one of them was not right
	 */
	double send(Load load, int connections, long requests, Duration limit);

}
