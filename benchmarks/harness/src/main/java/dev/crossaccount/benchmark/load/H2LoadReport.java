package dev.crossaccount.benchmark.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what h2load printed of a run.
 *
 * @param total requests that it was told to make
 * @param successful requests that were answered with 2xx
 * @param failed requests that failed, by status or by connection
 * @param bodyBytes bytes of all bodies received
 * @param perSecond requests in a second
 */
record H2LoadReport(long total, long successful, long failed, long bodyBytes, double perSecond) {

	private static final Pattern FINISHED = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");

	private static final Pattern REQUESTS = Pattern
		.compile("requests: (\\d+) total, \\d+ started, \\d+ done, \\d+ succeeded, (\\d+) failed");

	private static final Pattern CODES = Pattern.compile("status codes: (\\d+) 2xx");

	private static final Pattern TRAFFIC = Pattern.compile("\\((\\d+)\\) data");

	static H2LoadReport parse(String output) {
		Matcher requests = find(REQUESTS, output);
		return new H2LoadReport(Long.parseLong(requests.group(1)), Long.parseLong(find(CODES, output).group(1)),
				Long.parseLong(requests.group(2)), Long.parseLong(find(TRAFFIC, output).group(1)),
				Double.parseDouble(find(FINISHED, output).group(1)));
	}

	/**
	 * Fails unless every request got its whole answer.
	 * @param requests how many there should be
	 * @param answerBytes size of the body of each answer; 0 where it varies
	 */
	void check(long requests, long answerBytes) {
		if (this.total != requests || this.successful != requests || this.failed != 0) {
			throw new VoidRunException("of %d requests %d were answered with 2xx, and %d failed".formatted(requests,
					this.successful, this.failed));
		}
		if (answerBytes > 0 && this.bodyBytes != requests * answerBytes) {
			throw new VoidRunException("%d answers of %d bytes should be %d bytes, but were %d".formatted(requests,
					answerBytes, requests * answerBytes, this.bodyBytes));
		}
	}

	private static Matcher find(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new VoidRunException("h2load did not get to its end: " + output);
		}
		return matcher;
	}

}
