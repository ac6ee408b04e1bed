package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so much time, written {@code 20/s}, {@code 600/m}, {@code 1000/h},
 * {@code 5000/d}.
 *
 * @param requests how many, 1 or more
 * @param period in which time: a second, a minute, an hour or a day
 */
public record Rate(long requests, Duration period) {

	/** How one is written, a sentence. */
	public static final String REMEDY = "Write a number and s, m, h or d for a second, a minute, an hour or a day, such as"
			+ " 20/s.";

	private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{0,8})/([smhd])");

	/** Spring Boot may bind the parts, or only one of them. */
	public Rate {
		if (requests < 1 || period == null) {
			throw new IllegalArgumentException("A rate is one value. " + REMEDY);
		}
	}

	/**
	 * Reads a rate.
	 * @param text such as {@code 20/s}
	 * @return the rate
	 * @throws IllegalArgumentException with a sentence that says how a rate is written
	 */
	public static Rate of(String text) {
		Matcher matcher = FORMAT.matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + text + "' is not a rate. " + REMEDY);
		}
		return new Rate(Long.parseLong(matcher.group(1)), switch (matcher.group(2)) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			case "h" -> Duration.ofHours(1);
			default -> Duration.ofDays(1);
		});
	}

	@Override
	public String toString() {
		String unit = (this.period.toSeconds() == 1) ? "s"
				: (this.period.toMinutes() == 1) ? "m" : (this.period.toHours() == 1) ? "h" : "d";
		return String.format(Locale.ROOT, "%d/%s", this.requests, unit);
	}

}
