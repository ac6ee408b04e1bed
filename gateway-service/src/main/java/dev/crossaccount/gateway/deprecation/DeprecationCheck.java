package dev.crossaccount.gateway.deprecation;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.crossaccount.gateway.settings.DeprecationProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.PrintableAddress;
import org.jspecify.annotations.Nullable;

/** Reads one block, and judges it. */
class DeprecationCheck {

	private static final String TIME_REMEDY = "Write a date, such as 2026-06-01, or an instant, such as"
			+ " 2026-06-01T12:00:00Z.";

	private static final String LINK_REMEDY = "Write a full https address without a user, such as"
			+ " https://example.com/moving, or leave the key out.";

	private final String prefix;

	private final List<InvalidSetting> invalid;

	DeprecationCheck(String provider, List<InvalidSetting> invalid) {
		this.prefix = "gateway.providers." + provider + ".deprecation";
		this.invalid = invalid;
	}

	/**
	 * Reads a block.
	 * @param block the block
	 * @return what it says, or {@code null} if it has no valid {@code since}
	 */
	@Nullable Deprecation read(DeprecationProperties block) {
		if (block.since() == null || block.since().isBlank()) {
			reject(".since", "is missing", TIME_REMEDY);
		}
		Instant since = time(".since", block.since());
		Instant sunset = time(".sunset", block.sunset());
		URI link = link(block.link());
		if (since != null && sunset != null && sunset.isBefore(since)) {
			reject(".sunset", "is before since", "An API is deprecated first, and gone later: swap the two.");
		}
		return (since != null) ? new Deprecation(since, sunset, link) : null;
	}

	private @Nullable Instant time(String key, @Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			String time = text.strip();
			return time.contains("T") ? OffsetDateTime.parse(time).toInstant()
					: LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeException ex) {
			reject(key, "is no date and no instant: " + text, TIME_REMEDY);
			return null;
		}
	}

	private @Nullable URI link(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			URI link = new URI(new URI(text.strip()).toASCIIString());
			String problem = PrintableAddress.problem(link);
			if (problem == null && !"https".equals(link.getScheme())) {
				problem = "is not https: " + link;
			}
			if (problem != null) {
				reject(".link", problem, LINK_REMEDY);
			}
			return link;
		}
		catch (URISyntaxException ex) {
			reject(".link", "is not a URI: " + PrintableAddress.of(text), LINK_REMEDY);
			return null;
		}
	}

	private void reject(String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(this.prefix + key, problem, remedy));
	}

}
