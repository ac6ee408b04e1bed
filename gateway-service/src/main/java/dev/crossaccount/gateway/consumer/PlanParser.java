package dev.crossaccount.gateway.consumer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.settings.Rate;
import org.jspecify.annotations.Nullable;

/** Reads one plan. */
final class PlanParser {

	private static final Pattern BURST = Pattern.compile("[1-9][0-9]{0,8}");

	private static final Pattern QUOTA = Pattern.compile("([1-9][0-9]{0,11})/(day|month)");

	private PlanParser() {
	}

	/**
	 * Reads a plan.
	 * @param name its name
	 * @param block its keys; takes the mistakes
	 * @return the plan, or {@code null} if it has no valid rate
	 */
	static @Nullable Plan parse(String name, Block block) {
		Rate rate = rate(block);
		Long burst = burst(block);
		Plan.Quota quota = quota(block);
		return (rate == null) ? null : new Plan(name, rate, (burst != null) ? burst : rate.requests(), quota);
	}

	private static @Nullable Rate rate(Block block) {
		String text = block.text("rate");
		try {
			if (text != null) {
				return Rate.of(text);
			}
			block.mistake("rate", "is missing", "Write how many requests in what time, such as 20/s.");
		}
		catch (IllegalArgumentException ex) {
			block.mistake("rate", "is '" + text + "', which is not a rate", Rate.REMEDY);
		}
		return null;
	}

	private static @Nullable Long burst(Block block) {
		String text = block.text("burst");
		if (text != null && !BURST.matcher(text).matches()) {
			block.mistake("burst", "is '" + text + "', which is not a number of requests",
					"Write 1 to 999999999, or leave the key out.");
			return null;
		}
		return (text != null) ? Long.valueOf(text) : null;
	}

	private static Plan.@Nullable Quota quota(Block block) {
		String text = block.text("quota");
		if (text == null) {
			return null;
		}
		Matcher matcher = QUOTA.matcher(text);
		if (!matcher.matches()) {
			block.mistake("quota", "is '" + text + "', which is not a quota",
					"Write how many requests in a day or a month, such as 100000/day or 1000000/month.");
			return null;
		}
		return new Plan.Quota(Long.parseLong(matcher.group(1)),
				matcher.group(2).equals("day") ? Plan.Quota.Period.DAY : Plan.Quota.Period.MONTH);
	}

}
