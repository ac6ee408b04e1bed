package dev.crossaccount.gateway.settings;

import org.jspecify.annotations.Nullable;

/**
 * When an API stops being recommended, and when it stops.
 *
 * @param since from when on it should not be used for anything new: a date, which begins
 * in UTC, or an instant such as {@code 2026-06-01T12:00:00Z}. Required
 * @param sunset when it may be gone, not before {@code since}; not decided when left out
 * @param link https address of a page that says what to do instead; none when left out
 */
public record DeprecationProperties(@Nullable String since, @Nullable String sunset, @Nullable String link) {

}
