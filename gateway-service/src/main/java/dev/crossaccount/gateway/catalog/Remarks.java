package dev.crossaccount.gateway.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.crossaccount.gateway.catalog.Api.Allowance;
import dev.crossaccount.gateway.deprecation.Deprecation;
import org.jspecify.annotations.Nullable;

/** What people read of an API's limits and its end, behind what its provider says. */
final class Remarks {

	private Remarks() {
	}

	/**
	 * Adds to a description.
	 * @param description the provider's, in Markdown
	 * @param api the API
	 * @param now what is to come is told apart from what is
	 * @return the description with paragraphs added
	 */
	static String add(String description, Api api, Instant now) {
		List<String> paragraphs = new ArrayList<>();
		if (!description.isBlank()) {
			paragraphs.add(description.strip());
		}
		if (api.deprecation() != null) {
			paragraphs.add(deprecated(api.deprecation(), now));
		}
		paragraphs.add(limits(api.limits()));
		return String.join("\n\n", paragraphs);
	}

	private static String deprecated(Deprecation deprecation, Instant now) {
		StringBuilder text = new StringBuilder(deprecation.began(now) ? "**Deprecated**" : "**To be deprecated**");
		text.append(" from ").append(date(deprecation.since()));
		if (deprecation.sunset() != null) {
			text.append(", and may be gone from ").append(date(deprecation.sunset()));
		}
		text.append('.');
		return ((deprecation.link() != null) ? text.append(" What to do: <" + deprecation.link() + ">") : text)
			.toString();
	}

	private static String date(Instant time) {
		return time.toString().replace("T00:00:00Z", "");
	}

	private static String limits(Api.Limits limits) {
		String text = String.format(Locale.ROOT, "Bodies may have %,d bytes.", limits.maxBodyBytes());
		return text + allowance(" A caller without a credential may send ", limits.anonymous())
				+ allowance(" All callers together may send ", limits.total());
	}

	private static String allowance(String who, @Nullable Allowance allowance) {
		if (allowance == null) {
			return "";
		}
		String text = who + allowance.burst() + " requests at once and " + allowance.rate() + " steadily";
		return (allowance.quota() != null) ? text + ", but at most " + allowance.quota() + "." : text + ".";
	}

}
