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
	 * @return the description with paragraphs added
	 */
	static String add(String description, Api api) {
		List<String> paragraphs = new ArrayList<>();
		if (!description.isBlank()) {
			paragraphs.add(description.strip());
		}
		if (api.deprecation() != null) {
			paragraphs.add(deprecated(api.deprecation()));
		}
		paragraphs.add(limits(api.limits()));
		return String.join("\n\n", paragraphs);
	}

	private static String deprecated(Deprecation deprecation) {
		StringBuilder text = new StringBuilder("**Deprecated** from " + date(deprecation.since()));
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
