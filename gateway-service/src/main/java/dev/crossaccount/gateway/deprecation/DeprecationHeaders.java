package dev.crossaccount.gateway.deprecation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tells callers of a deprecated API: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC
 * 8594), and links of both relations.
 */
final class DeprecationHeaders {

	static final String DEPRECATION = "Deprecation";

	static final String SUNSET = "Sunset";

	/** Two digits for each day, unlike RFC 1123 (RFC 9110, 5.6.7). */
	private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private final String deprecation;

	private final @Nullable String sunset;

	private final List<String> links = new ArrayList<>();

	DeprecationHeaders(Deprecation deprecation) {
		Instant end = deprecation.sunset();
		this.deprecation = "@" + deprecation.since().getEpochSecond();
		this.sunset = (end != null) ? HTTP_DATE.format(end) : null;
		if (deprecation.link() != null) {
			this.links.add("<" + deprecation.link() + ">; rel=\"deprecation\"");
			if (end != null) {
				this.links.add("<" + deprecation.link() + ">; rel=\"sunset\"");
			}
		}
	}

	/** Links of the provider's own stay, and come first. */
	void write(HttpHeaders headers) {
		headers.set(DEPRECATION, this.deprecation);
		if (this.sunset != null) {
			headers.set(SUNSET, this.sunset);
		}
		headers.addAll(HttpHeaders.LINK, this.links);
	}

}
