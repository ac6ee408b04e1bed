package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call a provider from a browser.
 *
 * @param origins such as {@code https://app.example.com}, or {@code *} for any. Required
 * @param headers request headers that a page may set, or {@code *} for any
 * @param exposedHeaders response headers that a page may read besides the simple ones
 * @param maxAge how long a browser may keep the answer to a preflight, at most 24h
 * @param credentials whether a browser may send cookies and the like; not with any origin
 */
public record CorsProperties(@DefaultValue List<String> origins, @DefaultValue( {
		"Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Api-Key",
		"X-Request-Id" }) List<String> headers,
		@DefaultValue({ "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After",
				"X-Request-Id" }) List<String> exposedHeaders,
		@DefaultValue("10m") Duration maxAge, @DefaultValue("false") boolean credentials){

}
